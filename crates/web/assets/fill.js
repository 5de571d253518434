// The form of a report: values in, edits out, figures beside.

import { Queue } from './queue.js';
import { Rows, completeClass } from './rows.js';
import { show, input as inputOf, element } from './figures.js';
import { listen } from './drop.js';
import { tell, ask, beside } from './outline.js';

const LOOK_EVERY = 10000;

const form = document.getElementById('form');
const csrf = document.body.dataset.csrf;
const report = form.dataset.report;
const versions = new Map();
const values = new Map();
let content = null;
let lastIndicators = [];

const saving = form.querySelector('[data-show=saving]');
const STATES = {
  waiting: ['unsaved', '有改动，正要保存…'],
  sending: ['unsaved', '正在保存…'],
  saved: ['saved', '已保存'],
  offline: ['lost', '没有连上服务器；已输入的内容存在本机，连上后自动补存'],
};

const queue = new Queue(report, csrf, {
  state(name, words) {
    const [kind, usual] = STATES[name] ?? ['lost', ''];
    saving.className = `saving small ${kind}`;
    saving.textContent = words ?? usual;
  },
  saved(answer) {
    content = answer.content;
    for (const outcome of answer.outcomes) {
      if (outcome.theirs) conflict(outcome.path, values.get(outcome.path) ?? '', outcome.theirs);
      else versions.set(outcome.path, outcome.version);
    }
    told(answer.live);
  },
});

function changed(field) {
  const path = field.dataset.path;
  values.set(path, field.value);
  queue.add(path, field.value, versions.get(path) ?? 0);
  if (field.tagName === 'TEXTAREA') grow(field);
}

const rows = new Rows(form, changed);

function told(live) {
  show(live);
  tell(live.outline);
  ask(live.questions, answer);
  beside(lastIndicators);
}

// A row that answers a problem of last year: one that is there, an empty one, or a new one.
function answer(problem) {
  const known = [...form.querySelectorAll('[data-list=last_year] tr[data-row]:not([hidden])')];
  const values = row => [...row.querySelectorAll('[data-path]')].map(input => input.value);
  const row = known.find(r => values(r).includes(problem))
    ?? known.find(r => !values(r).join('')) ?? rows.add('last_year');
  const field = row.querySelector('[data-name=problem]');
  if (field.value !== problem) {
    field.value = problem;
    changed(field);
  }
  row.querySelector('[data-name=remedy]').focus();
}

// A text area is as high as its words.
function grow(area) {
  area.style.height = 'auto';
  area.style.height = `${Math.max(area.scrollHeight, 34)}px`;
}

form.addEventListener('input', event => {
  if (event.target.dataset?.path) changed(event.target);
});
form.addEventListener('change', event => {
  if (['code', 'name'].includes(event.target.dataset?.name) && event.target.closest('[data-list=lines]')) {
    completeClass(event.target, changed);
  }
});

function put(path, value) {
  values.set(path, value);
  rows.field(path, value);
  const input = form.querySelector(`[data-path="${CSS.escape(path)}"]`);
  if (input && input.value !== value && input !== document.activeElement) {
    input.value = value;
    if (input.tagName === 'TEXTAREA') grow(input);
  }
}

// Both values beside the field, until a person chooses.
function conflict(path, mine, theirs) {
  const input = inputOf(path);
  if (!input) return;
  const place = input.closest('.field') ?? input.closest('tr').nextElementSibling.cells[0];
  place.querySelector('.theirs')?.remove();
  const box = element('div', 'theirs');
  box.append(element('b', '', `${theirs.by} 在 ${theirs.at} 填的是：`));
  box.append(element('blockquote', '', theirs.value || '（空）'));
  box.append(element('b', '', '您填的是：'), element('blockquote', '', mine || '（空）'));
  const take = element('button', '', '用对方的');
  const keep = element('button', '', '用我的');
  const settle = () => { box.remove(); settleAll(path); };
  take.type = keep.type = 'button';
  take.addEventListener('click', () => {
    versions.set(path, theirs.version);
    queue.drop(path);
    input.value = theirs.value;
    put(path, theirs.value);
    settle();
  });
  keep.addEventListener('click', () => {
    versions.set(path, theirs.version);
    input.value = mine;
    put(path, mine);
    queue.rebase(path, mine, theirs.version);
    settle();
  });
  box.append(take, ' ', keep);
  place.append(box);
}

// A person has looked at both: the server need not keep the other one before our eyes.
async function settleAll(path) {
  try {
    const response = await fetch(`/reports/${report}/fields`, { headers: { accept: 'application/json' } });
    const all = await response.json();
    for (const lost of all.conflicts.filter(lost => lost.path === path)) {
      await fetch(`/reports/${report}/conflicts/${lost.id}`, { method: 'POST', headers: { accept: 'application/json', 'x-csrf': csrf } });
    }
  } catch {
    // It is shown again at the next visit.
  }
}

async function look() {
  try {
    const known = content === null ? '' : `?content=${content}`;
    const response = await fetch(`/reports/${report}/fields${known}`, { headers: { accept: 'application/json' } });
    const all = await response.json();
    if (!response.ok) {
      queue.told.state('refused', all.error);
      return;
    }
    editors(all.editors);
    if (all.live) apply(all);
    if (!queue.edits.size) queue.told.state('saved');
  } catch {
    queue.told.state('offline');
  }
}

function apply(all) {
  const isFirst = content === null;
  content = all.content;
  for (const field of all.fields) {
    const waits = queue.edits.has(field.path);
    if (!waits) {
      versions.set(field.path, field.version);
      put(field.path, field.value);
    }
  }
  if (isFirst) {
    // What the last visit could not save.
    for (const [path, edit] of queue.edits) put(path, edit.value);
    for (const list of ['lines', 'indicators', 'problems', 'last_year', 'group']) {
      const body = form.querySelector(`[data-list=${list}] tbody`);
      if (!body.querySelector('tr[data-row]:not([hidden])')) rows.add(list);
    }
  }
  if (all.last) lastIndicators = all.last.indicators;
  told(all.live);
  for (const lost of all.conflicts) {
    const field = all.fields.find(f => f.path === lost.path);
    if (field) conflict(lost.path, lost.value, field);
  }
  form.querySelectorAll('.comment-here').forEach(note => note.remove());
  for (const comment of all.comments) {
    const input = inputOf(comment.path);
    const place = input && (input.closest('.field') ?? input.closest('tr').nextElementSibling.cells[0]);
    place?.append(element('p', 'note small comment-here', `${comment.by}：${comment.words}`));
  }
  form.querySelectorAll('textarea').forEach(area => { if (area.offsetParent) grow(area); });
  if (isFirst && queue.edits.size) queue.send();
}

function editors(names) {
  const note = form.querySelector('[data-show=others]');
  note.hidden = !names.length;
  note.textContent = `${names.join('、')}也在填这张表；各人填的会互相看到，同一处填得不同会并排列出。`;
}

listen(form, csrf, (fields, replaces) => {
  if (replaces) {
    const lists = new Set(fields.map(field => field.path.split('.')).filter(p => p.length === 3).map(([list]) => list));
    for (const list of lists) {
      for (const row of form.querySelectorAll(`[data-list=${list}] tr[data-row]:not([hidden])`)) rows.remove(row);
    }
  }
  for (const field of fields) {
    put(field.path, field.value);
    queue.add(field.path, field.value, versions.get(field.path) ?? 0);
  }
});

if (form.dataset.editable !== 'true') {
  form.querySelectorAll('input, select, textarea, button').forEach(input => { input.disabled = true; });
  new MutationObserver(() => {
    form.querySelectorAll('.fill input, .fill select, .fill textarea, .fill button').forEach(input => { input.disabled = true; });
  }).observe(form, { childList: true, subtree: true });
}

look();
setInterval(look, LOOK_EVERY);
