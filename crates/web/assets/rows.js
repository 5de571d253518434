// Rows of the tables of the form, and moving about in them by keyboard.

const SUBTLE = new Set(['group', 'role', 'dimension', 'operator']);

export class Rows {
  constructor(form, changed) {
    this.form = form;
    this.changed = changed;
    this.tables = new Map([...form.querySelectorAll('[data-list]')].map(table => [table.dataset.list, table]));
    for (const button of form.querySelectorAll('[data-add]')) {
      button.addEventListener('click', () => this.add(button.dataset.add).querySelector('[data-path]').focus());
    }
    form.addEventListener('keydown', event => this.key(event));
    form.addEventListener('click', event => {
      const button = event.target.closest('.drop-row');
      if (button) this.remove(button.closest('tr'));
    });
  }

  // Ids begin with the time, so that rows stand in the order in which they were made.
  add(list) {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    const row = this.make(list, id);
    const body = this.tables.get(list).tBodies[0];
    const above = [...body.querySelectorAll('tr[data-row]')].at(-2);
    for (const name of SUBTLE) {
      const [from, to] = [above, row].map(r => r?.querySelector(`[data-name=${name}]`));
      if (from?.value && to && name !== 'operator' && name !== 'role') {
        to.value = from.value;
        this.changed(to);
      }
    }
    return row;
  }

  make(list, id) {
    const known = document.getElementById(`${list}.${id}`);
    if (known) return known;
    const row = document.getElementById(`row-${list}`).content.firstElementChild.cloneNode(true);
    row.id = `${list}.${id}`;
    row.dataset.row = id;
    row.dataset.kind = list;
    for (const input of row.querySelectorAll('[data-name]')) {
      input.dataset.path = `${list}.${id}.${input.dataset.name}`;
    }
    const body = this.tables.get(list).tBodies[0];
    const after = [...body.querySelectorAll('tr[data-row]')].find(other => other.dataset.row > id);
    body.insertBefore(row, after || null);
    const trace = document.createElement('tr');
    trace.className = 'trace-row';
    const cell = document.createElement('td');
    cell.className = 'trace';
    cell.colSpan = row.cells.length;
    trace.append(cell);
    row.after(trace);
    return row;
  }

  remove(row) {
    const field = { dataset: { path: `${row.dataset.kind}.${row.dataset.row}.removed` }, value: '1' };
    this.hide(row);
    // An empty row counts for nothing, whether it is there or not.
    if ([...row.querySelectorAll('[data-path]')].some(input => input.value)) this.changed(field);
    const next = document.querySelector(`[data-list=${row.dataset.kind}] tr[data-row]:not([hidden]) [data-path]`);
    next?.focus();
  }

  hide(row) {
    row.hidden = true;
    row.nextElementSibling.hidden = true;
  }

  // A row for a field that has a value; none for one that is taken out.
  field(path, value) {
    const [list, id, name] = path.split('.');
    if (!this.tables.has(list)) return;
    const row = this.make(list, id);
    if (name === 'removed') {
      row.hidden = Boolean(value);
      row.nextElementSibling.hidden = Boolean(value);
    }
  }

  key(event) {
    const input = event.target;
    const row = input.closest?.('tr[data-row]');
    if (!row || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const isArea = input.tagName === 'TEXTAREA';
    const atStart = isArea && input.selectionStart === 0;
    const atEnd = isArea && input.selectionEnd === input.value.length;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.move(row, input, 1, true);
    } else if (event.key === 'ArrowDown' && input.tagName !== 'SELECT' && (!isArea || atEnd)) {
      event.preventDefault();
      this.move(row, input, 1, false);
    } else if (event.key === 'ArrowUp' && input.tagName !== 'SELECT' && (!isArea || atStart)) {
      event.preventDefault();
      this.move(row, input, -1, false);
    }
  }

  move(row, input, by, mayAdd) {
    const rows = [...row.parentElement.querySelectorAll('tr[data-row]:not([hidden])')];
    let next = rows[rows.indexOf(row) + by];
    if (!next && by > 0 && mayAdd) next = this.add(row.dataset.kind);
    next?.querySelector(`[data-name=${input.dataset.name}]`)?.focus();
  }
}

// Code or name of an economic class completes the other.
export function completeClass(input, changed) {
  const row = input.closest('tr');
  const options = [...document.querySelectorAll('#classes option')];
  const isCode = input.dataset.name === 'code';
  const known = options.find(o => (isCode ? o.dataset.code : o.value) === input.value.trim());
  const other = row.querySelector(`[data-name=${isCode ? 'name' : 'code'}]`);
  const wanted = known && (isCode ? known.value : known.dataset.code);
  if (wanted && other.value !== wanted && (!other.value || options.some(o => o.value === other.value || o.dataset.code === other.value))) {
    other.value = wanted;
    changed(other);
  }
}
