// Runs before the first paint, so that a page never flashes in the wrong colours.
(() => {
  const key = 'signalbox.scheme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  function wanted() {
    try {
      return localStorage.getItem(key) ?? 'system';
    } catch {
      return 'system'; // storage may be forbidden: then the system decides
    }
  }

  function apply() {
    const choice = wanted();
    const dark = choice === 'dark' || (choice === 'system' && system.matches);
    root.style.colorScheme = dark ? 'dark' : 'light';
    root.setAttribute('theme', dark ? 'dark' : 'light');
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#0e1521' : '#f4f6f9');
  }

  window.signalbox = Object.assign(window.signalbox ?? {}, {
    scheme(choice) {
      try {
        if (choice === 'system') localStorage.removeItem(key);
        else localStorage.setItem(key, choice);
      } catch {
        // not remembered, still applied below
      }
      apply();
    },
    toggleScheme() {
      this.scheme(root.getAttribute('theme') === 'dark' ? 'light' : 'dark');
    },
  });

  system.addEventListener('change', apply);
  addEventListener('storage', event => event.key === key && apply());
  apply();
})();
