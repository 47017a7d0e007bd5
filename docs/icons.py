"""The icons on the phone's bars, as SVG."""

BACK = '<svg class="icon" viewBox="0 0 24 24"><path d="M14.5 5 8 12l6.5 7"/></svg>'
DOTS = (
    '<svg class="icon dots" viewBox="0 0 24 24"><circle cx="12" cy="5" r="1.8"/><circle cx="12" cy="12" r="1.8"/>'
    '<circle cx="12" cy="19" r="1.8"/></svg>'
)
BOOK = (
    '<svg class="face" viewBox="0 0 40 40"><path d="M20 13.6c-3-2.1-6.6-2.7-10.4-2v15.2c3.8-.7 7.4-.1 10.4 2'
    ' 3-2.1 6.6-2.7 10.4-2V11.6c-3.8-.7-7.4-.1-10.4 2zM20 13.6v15.2"/>'
    '<path d="M13 16.4c1.5 0 2.8.2 4 .7M13 20.6c1.5 0 2.8.2 4 .7M27 16.4c-1.5 0-2.8.2-4 .7'
    'M27 20.6c-1.5 0-2.8.2-4 .7"/></svg>'
)
CLIP = (
    '<svg class="icon" viewBox="0 0 24 24"><path d="m19.5 11.5-7.7 7.7a4.6 4.6 0 0 1-6.5-6.5'
    'l8-8a3 3 0 0 1 4.3 4.3l-7.8 7.8a1.5 1.5 0 0 1-2.1-2.1l7-7"/></svg>'
)
MICROPHONE = (
    '<svg class="icon" viewBox="0 0 24 24"><rect x="9" y="3" width="6" height="11" rx="3"/>'
    '<path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.2"/></svg>'
)
READ = '<svg class="read" viewBox="0 0 18 12"><path d="m1 6.5 3.5 3.7L11.5 2M7.7 9.4l.8.8L15.8 2"/></svg>'
