// What the server says of the values: figures, points with their way, what is missing, findings.

const one = name => document.querySelector(`[data-show=${name}]`);

export function show(live) {
  one('rate').textContent = live.rate || '–';
  one('total').textContent = live.total || '–';
  one('grade').textContent = live.grade || '–';
  one('rate_trace').textContent = live.rate_trace ? `执行率：${live.rate_trace}` : '';
  const lacking = live.faults.length + live.gaps.length;
  one('lacking').textContent = lacking;
  one('found').textContent = live.findings.length;
  one('lacking_count').textContent = lacking;
  one('found_count').textContent = live.findings.length;
  derived(live.derived);
  dimensions(live.dimensions);
  points(live.rows);
  clear();
  one('lacking_list').replaceChildren(
    ...live.faults.map(fault => line(fault.path, fault.what)),
    ...live.gaps.map(gap => line(gap.path, gap.what)),
  );
  for (const fault of live.faults) mark(fault.path, fault.what, 'said', true);
  one('found_list').replaceChildren(...live.findings.map(finding));
  for (const found of live.findings) {
    const kind = { error: 'said', doubt: 'said doubt', note: 'said note-level' }[found.level];
    if (found.level !== 'note') mark(found.path, `${found.level_text}：${found.message}`, kind, found.level === 'error');
  }
}

// Amounts that follow from others stand in the empty field in grey.
function derived(amounts) {
  const known = new Map(amounts);
  for (const input of document.querySelectorAll('#money [data-path^="budget."]')) {
    const value = known.get(input.dataset.path);
    input.placeholder = value ? `${value}（自动算出）` : '';
  }
}

function dimensions(all) {
  one('dimensions').replaceChildren(...all.map(dimension => {
    const tile = element('div', 'tile');
    tile.append(element('div', 'name', dimension.name));
    tile.append(element('b', '', `${dimension.points ?? '–'} / ${dimension.weight ?? '–'}`));
    if (dimension.trace) tile.title = dimension.trace;
    return tile;
  }));
}

function points(rows) {
  const known = new Map(rows.map(row => [row.name, row]));
  for (const row of document.querySelectorAll('[data-list=indicators] tr[data-row]')) {
    const own = known.get(row.dataset.row);
    const isWords = row.querySelector('[data-name=operator]').value === '定性';
    const [output, input] = [row.querySelector('output'), row.querySelector('[data-name=score]')];
    output.hidden = isWords;
    input.hidden = !isWords;
    output.textContent = own?.points ?? '–';
    output.classList.toggle('lost', Boolean(own?.lost));
    trace(row.nextElementSibling.cells[0], own?.trace ?? '');
  }
}

// The way to the points, before whatever else is said below the row.
function trace(cell, words) {
  cell.querySelector('.way')?.remove();
  if (words) cell.prepend(element('span', 'way', words));
}

function clear() {
  document.querySelectorAll('#form .said').forEach(said => said.remove());
  document.querySelectorAll('#form [aria-invalid]').forEach(input => input.removeAttribute('aria-invalid'));
}

// The input that a path names, or the first of its row or list.
export function input(path) {
  if (!path) return null;
  const own = document.querySelector(`#form [data-path="${CSS.escape(path)}"]`);
  if (own) return own;
  const [list, id] = path.split('.');
  const row = id && document.getElementById(`${list}.${id}`);
  return row?.querySelector('[data-path]') ?? document.querySelector(`#${CSS.escape(list)} [data-path]`);
}

function mark(path, words, kind, isFault) {
  const found = input(path);
  if (!found || !path.includes('.')) return;
  if (isFault) found.setAttribute('aria-invalid', 'true');
  const said = element('p', kind, words);
  const row = found.closest('tr[data-row]');
  if (row) row.nextElementSibling.cells[0].append(said);
  else found.closest('.field')?.append(said);
}

function line(path, words) {
  const item = element('li', 'small');
  item.append(jump(path, words));
  return item;
}

function finding(found) {
  const item = element('li', 'small');
  item.append(element('span', `badge is-${found.level}`, found.level_text), ' ');
  item.append(jump(found.path, `${found.code} ${found.message}`));
  const more = element('details');
  more.append(element('summary', 'small', '依据和做法'));
  for (const detail of found.details) more.append(element('div', 'soft', detail));
  item.append(more);
  return item;
}

function jump(path, words) {
  const target = input(path);
  if (!target) return element('span', '', words);
  const button = element('button', 'jump', words);
  button.type = 'button';
  button.addEventListener('click', () => {
    const found = input(path);
    found?.scrollIntoView({ block: 'center' });
    found?.focus({ preventScroll: true });
  });
  return button;
}

export function element(name, kind = '', words = '') {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (words) made.textContent = words;
  return made;
}
