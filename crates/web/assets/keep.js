// What is typed into a form is kept on this machine until the server has it: a lost line, a stopped
// server, a full disk or a closed page loses none. What the server refuses is told beside the words.
// A form whose data-keep is empty holds no words: nothing of it is kept beyond the page.

import { say, tell } from './page.js';

// A form that takes longer than this says that it is on its way.
const SLOW = 600;

const who = document.querySelector('.top a[href="/password"]')?.textContent;

for (const form of document.querySelectorAll('form[data-keep]')) keep(form);

document.addEventListener('submit', event => {
  const form = event.target;
  // Another listener refused it: it is on its way already, or too large.
  if (event.defaultPrevented || form.dataset.keep === undefined) return;
  event.preventDefault();
  send(form, event.submitter);
});

function keyOf(form) {
  return `jiheng:words:${who}:${location.pathname}:${form.dataset.keep}`;
}

function keep(form) {
  if (!form.dataset.keep) return;
  const key = keyOf(form);
  const isKept = input => input.name && !['hidden', 'file', 'password'].includes(input.type);
  const inputs = [...form.elements].filter(input => input.matches('input, select, textarea') && isKept(input));
  form.addEventListener('input', () => write(key, inputs));
  const known = Object.entries(read(key));
  const taken = known.filter(([name, value]) => inputs.some(input => input.name === name && put(input, value)));
  if (!taken.length) return;
  const told = tell(form, 'hint', '上次没有提交成功的内容已放回表里。');
  const drop = document.createElement('button');
  drop.type = 'button';
  drop.className = 'jump soft';
  drop.textContent = '不要了';
  drop.addEventListener('click', () => {
    form.reset();
    localStorage.removeItem(key);
    told.remove();
  });
  told.append(' ', drop);
}

function isBox(input) {
  return input.type === 'checkbox' || input.type === 'radio';
}

function valueOf(input) {
  return isBox(input) ? String(input.checked) : input.value;
}

// As the server wrote it.
function written(input) {
  if (isBox(input)) return String(input.defaultChecked);
  if (!input.options) return input.defaultValue;
  return ([...input.options].find(option => option.defaultSelected) ?? input.options[0])?.value ?? '';
}

// Puts a value back; false where that is what the server wrote, or it is not to be chosen any more.
function put(input, value) {
  if (isBox(input)) input.checked = value === 'true';
  else if (!input.options || [...input.options].some(option => option.value === value)) input.value = value;
  return valueOf(input) !== written(input);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || '{}');
  } catch {
    return {};
  }
}

function write(key, inputs) {
  const changed = inputs.filter(input => valueOf(input) !== written(input));
  try {
    if (changed.length) localStorage.setItem(key, JSON.stringify(Object.fromEntries(changed.map(i => [i.name, valueOf(i)]))));
    else localStorage.removeItem(key);
  } catch {
    // Then the page itself keeps them as long as it is open.
  }
}

async function send(form, button) {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  const body = form.enctype === 'multipart/form-data' ? fields : new URLSearchParams(fields);
  const slow = setTimeout(() => tell(form, 'note', '正在提交，请稍候…'), SLOW);
  try {
    const response = await fetch(form.getAttribute('action'), { method: 'POST', headers: { accept: 'application/json' }, body });
    if (response.ok) {
      if (form.dataset.keep) localStorage.removeItem(keyOf(form));
      if (response.url === location.href) location.reload();
      else location.assign(response.url);
      return;
    }
    say(form, (await response.json()).error);
  } catch {
    say(form, '没有连上服务器，还没有提交。写的内容保存在本机，连上后再点一次。');
  } finally {
    clearTimeout(slow);
  }
  delete form.dataset.sent;
}
