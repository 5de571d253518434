// Words that are typed into a form are kept on this machine until the server has them: a lost line,
// a stopped server or a closed page loses none. What the server refuses is told beside the words.

import { say } from './page.js';

for (const form of document.querySelectorAll('form[data-keep]')) keep(form);

function keep(form) {
  const who = document.querySelector('.top a[href="/password"]')?.textContent;
  const key = `jiheng:words:${who}:${location.pathname}:${form.dataset.keep}`;
  const inputs = [...form.querySelectorAll('textarea, select, input:not([type=hidden])')];
  const known = read(key);
  for (const input of inputs) if (known[input.name]) input.value = known[input.name];
  form.addEventListener('input', () => write(key, inputs));
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (form.dataset.sent) return;
    send(form, key, event.submitter);
  });
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || '{}');
  } catch {
    return {};
  }
}

function write(key, inputs) {
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(inputs.map(i => [i.name, i.value]))));
  } catch {
    // Then the page itself keeps them as long as it is open.
  }
}

async function send(form, key, button) {
  form.querySelector('.said-here')?.remove();
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  try {
    const response = await fetch(form.getAttribute('action'), { method: 'POST', headers: { accept: 'application/json' }, body });
    if (response.ok) {
      localStorage.removeItem(key);
      if (response.url === location.href) location.reload();
      else location.assign(response.url);
      return;
    }
    say(form, (await response.json()).error);
  } catch {
    say(form, '没有连上服务器，还没有提交。写的内容保存在本机，连上后再点一次。');
  }
  delete form.dataset.sent;
}
