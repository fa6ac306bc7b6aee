// Beats four times a second, in a worker: a browser slows the timers of a page down that nobody sees, to
// one a minute, and an office may well have the board behind another window.
setInterval(() => postMessage(0), 250);
