// The end of a list: its button presses itself when it is about to come into view.
window.signalbox = Object.assign(window.signalbox ?? {}, {
  pressWhenSeen(button) {
    new IntersectionObserver(seen => seen.some(entry => entry.isIntersecting) && button.click(), { rootMargin: '300px' })
      .observe(button);
  },
});
