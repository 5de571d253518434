// What was typed and is not yet saved. It lies in localStorage from the first keystroke on, so that
// a reload, a lost line or a stopped server loses nothing; what was saved is taken out.

const WAIT = 350;
const LONGEST_WAIT = 15000;

export class Queue {
  constructor(report, csrf, told) {
    this.key = `jiheng:${report}`;
    this.address = `/reports/${report}/fields`;
    this.csrf = csrf;
    this.told = told;
    this.stored = true;
    this.edits = this.read();
    this.timer = null;
    this.sending = false;
    this.failures = 0;
    window.addEventListener('online', () => this.send());
    window.addEventListener('beforeunload', event => {
      // Where localStorage is closed to us, the page itself is all there is.
      if (this.edits.size && !this.stored) event.preventDefault();
    });
  }

  read() {
    try {
      return new Map(Object.entries(JSON.parse(localStorage.getItem(this.key) || '{}')));
    } catch {
      return new Map();
    }
  }

  write() {
    try {
      if (this.edits.size) localStorage.setItem(this.key, JSON.stringify(Object.fromEntries(this.edits)));
      else localStorage.removeItem(this.key);
      this.stored = true;
    } catch {
      this.stored = false;
    }
  }

  // Another edit of a field that waits keeps the version that was on the screen at first.
  add(path, value, version) {
    const waiting = this.edits.get(path);
    this.edits.set(path, { value, base_version: waiting ? waiting.base_version : version });
    this.write();
    this.told.state('waiting');
    this.later(WAIT);
  }

  rebase(path, value, version) {
    this.edits.set(path, { value, base_version: version });
    this.write();
    this.later(0);
  }

  drop(path) {
    this.edits.delete(path);
    this.write();
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send() {
    if (this.sending || !this.edits.size) return;
    this.sending = true;
    const sent = new Map(this.edits);
    const edits = [...sent].map(([path, edit]) => ({ path, ...edit }));
    this.told.state('sending');
    try {
      const response = await fetch(this.address, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf': this.csrf },
        body: JSON.stringify({ edits }),
      });
      const answer = await response.json();
      if (!response.ok) {
        this.told.state('refused', answer.error);
        // A database that is busy or full may recover; a refusal stays one until the page is loaded anew.
        if (response.status >= 500) this.retry();
        return;
      }
      this.failures = 0;
      for (const outcome of answer.outcomes) this.settle(outcome, sent.get(outcome.path));
      this.write();
      this.told.saved(answer);
      this.told.state(this.edits.size ? 'waiting' : 'saved');
      if (this.edits.size) this.later(WAIT);
    } catch {
      this.told.state('offline');
      this.retry();
    } finally {
      this.sending = false;
    }
  }

  settle(outcome, sent) {
    const now = this.edits.get(outcome.path);
    const isSame = now && sent && now.value === sent.value;
    if (isSame || !now) this.edits.delete(outcome.path);
    else now.base_version = outcome.theirs ? now.base_version : outcome.version;
  }

  retry() {
    this.failures += 1;
    this.later(Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(this.failures, 4)));
  }
}
