// <sb-time at="2026-11-20T12:00:00Z">: "3 min ago", kept current, with the exact local time and its zone as a tooltip.
// <sb-time at="…" until="…"> or <sb-time at="…" running>: how long it took, or takes so far.
(() => {
  if (customElements.get('sb-time')) return;

  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  const steps = [[60, 'second'], [60, 'minute'], [24, 'hour'], [7, 'day'], [4.35, 'week'], [12, 'month'], [Infinity, 'year']];
  const shown = new Set();

  function ago(at) {
    let amount = (at - Date.now()) / 1000;
    if (Math.abs(amount) < 5) return 'just now';
    for (const [size, unit] of steps) {
      if (Math.abs(amount) < size) return relative.format(Math.round(amount), unit);
      amount /= size;
    }
  }

  function took(ms) {
    if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
    if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1000) % 60} s`;
    return `${Math.floor(ms / 3_600_000)} h ${Math.floor(ms / 60_000) % 60} min`;
  }

  class Time extends HTMLElement {
    static observedAttributes = ['at', 'until', 'running'];

    connectedCallback() { shown.add(this); this.render(); }
    disconnectedCallback() { shown.delete(this); }
    attributeChangedCallback() { if (this.isConnected) this.render(); }

    render() {
      const at = Date.parse(this.getAttribute('at') ?? '');
      if (Number.isNaN(at)) { this.textContent = ''; return; }
      const until = Date.parse(this.getAttribute('until') ?? '');
      const text = !Number.isNaN(until) ? took(until - at) : this.hasAttribute('running') ? took(Date.now() - at) : ago(at);
      if (this.textContent !== text) this.textContent = text;
      this.title = exact.format(at);
    }
  }

  customElements.define('sb-time', Time);
  setInterval(() => shown.forEach(time => time.render()), 1000);
})();
