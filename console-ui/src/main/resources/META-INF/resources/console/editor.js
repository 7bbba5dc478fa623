// <sb-json>: a JSON editor of a plain textarea over a coloured copy of its text, with line numbers and marked lines.
// Tab indents; Escape and then Tab leaves, so that the keyboard is never caught.
(() => {
  if (customElements.get('sb-json')) return;

  const token = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|\b(true|false|null)\b|(\{\{.*?\}\})/g;
  const escape = text => text.replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

  function coloured(text) {
    return escape(text).replace(token, (all, string, colon, number, word) => {
      if (string) {
        const inside = string.replace(/\{\{.*?\}\}/g, template => `<i class="template">${template}</i>`);
        return colon ? `<i class="key">${inside}</i>${colon}` : `<i class="string">${inside}</i>`;
      }
      return number ? `<i class="number">${all}</i>` : word ? `<i class="word">${all}</i>` : all;
    });
  }

  class JsonEditor extends HTMLElement {
    #marks = {};
    #leaving = false;

    connectedCallback() {
      if (this.area) return;
      this.innerHTML = '<div class="gutter" aria-hidden="true"></div><div class="text"><pre aria-hidden="true"></pre>'
        + '<textarea spellcheck="false" autocapitalize="none" autocomplete="off" wrap="off"></textarea></div>'
        + '<output class="state"></output>';
      [this.gutter, this.copy, this.area, this.state] = ['.gutter', 'pre', 'textarea', '.state'].map(s => this.querySelector(s));
      this.area.setAttribute('aria-label', this.getAttribute('label') ?? 'JSON');
      this.area.value = this.pending ?? '';
      this.area.addEventListener('input', () => { this.#marks = {}; this.render(); this.announceSoon(); });
      this.area.addEventListener('blur', () => this.announce());
      this.area.addEventListener('keydown', event => this.key(event));
      this.area.addEventListener('scroll', () => this.follow());
      this.render();
    }

    get value() { return this.area ? this.area.value : this.pending ?? ''; }
    set value(text) {
      this.pending = text ?? '';
      if (this.area && this.area.value !== this.pending) { this.area.value = this.pending; this.render(); }
    }

    // { line: message }, lines counted from 1
    mark(marks) { this.#marks = marks; this.render(); }

    goTo(line) {
      const from = this.area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      this.area.focus();
      this.area.setSelectionRange(from, from);
      this.area.scrollTop = Math.max(0, (line - 6) * 20);
      this.follow();
    }

    announceSoon() { clearTimeout(this.timer); this.timer = setTimeout(() => this.announce(), 400); }
    announce() {
      clearTimeout(this.timer);
      if (this.announced === this.area.value) return;
      this.announced = this.area.value;
      this.dispatchEvent(new CustomEvent('sb-change'));
    }

    key(event) {
      if (event.key === 'Escape') { this.#leaving = true; return; }
      if (event.key === 'Tab' && !this.#leaving && !event.shiftKey) { event.preventDefault(); this.insert('  '); }
      if (event.key === 'Enter') {
        event.preventDefault();
        const before = this.area.value.slice(0, this.area.selectionStart);
        const indent = /[^\n]*$/.exec(before)[0].match(/^\s*/)[0];
        this.insert('\n' + indent + (/[[{]\s*$/.test(before) ? '  ' : ''));
      }
      this.#leaving = false;
    }

    // execCommand keeps the browser's own undo, which setting the value would lose
    insert(text) { document.execCommand('insertText', false, text); }

    render() {
      const text = this.area.value;
      this.copy.innerHTML = coloured(text) + '\n';
      this.gutter.innerHTML = text.split('\n').map((_, i) => {
        const said = this.#marks[i + 1];
        return said ? `<b title="${escape(said).replace(/"/g, '&quot;')}">${i + 1}</b>` : `<span>${i + 1}</span>`;
      }).join('');
      this.check(text);
      this.follow();
    }

    check(text) {
      try {
        JSON.parse(text);
        this.state.textContent = '';
      } catch (problem) {
        this.state.textContent = text.trim() ? 'Not yet JSON: ' + problem.message : '';
      }
    }

    follow() {
      this.gutter.style.translate = `0 ${-this.area.scrollTop}px`;
      this.copy.style.translate = `${-this.area.scrollLeft}px ${-this.area.scrollTop}px`;
    }
  }

  customElements.define('sb-json', JsonEditor);
})();
