// A file dropped onto the page, or chosen: read by the server, shown, and taken only when told so.

import { element } from './figures.js';

export function listen(form, csrf, take) {
  const dialog = document.getElementById('preview');
  const chosen = document.getElementById('file');
  const read = file => file && preview(form, csrf, file, dialog, take);
  chosen.addEventListener('change', () => { read(chosen.files[0]); chosen.value = ''; });
  document.getElementById('last-year')?.addEventListener('click', () => {
    open(dialog, '正在取上年的报告…');
    ask(dialog, `/reports/${form.dataset.report}/last-year`, csrf, undefined, '', take);
  });
  let depth = 0;
  const hasFile = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
  document.addEventListener('dragenter', event => { if (hasFile(event)) { depth += 1; document.body.classList.add('dropping'); } });
  document.addEventListener('dragleave', event => { if (hasFile(event)) { depth -= 1; if (depth <= 0) document.body.classList.remove('dropping'); } });
  document.addEventListener('dragover', event => { if (hasFile(event)) event.preventDefault(); });
  document.addEventListener('drop', event => {
    if (!hasFile(event)) return;
    event.preventDefault();
    depth = 0;
    document.body.classList.remove('dropping');
    read(event.dataTransfer.files[0]);
  });
}

async function preview(form, csrf, file, dialog, take) {
  const limit = Number(form.dataset.limit);
  if (file.size > limit) {
    open(dialog, `“${file.name}”有 ${Math.ceil(file.size / (1 << 20))} MB，超过 ${limit >> 20} MB，没有上传。请压缩图片或拆分后再传。`);
    return;
  }
  open(dialog, `正在读“${file.name}”…`);
  const address = `/reports/${form.dataset.report}/preview`;
  await ask(dialog, address, csrf, file, file.name, take);
}

async function ask(dialog, address, csrf, body, name, take) {
  try {
    const headers = { accept: 'application/json', 'x-csrf': csrf };
    if (body) headers['content-type'] = 'application/octet-stream';
    const response = await fetch(address, { method: 'POST', headers, body });
    const answer = await response.json();
    if (response.ok) show(dialog, answer, name, take);
    else open(dialog, `${name ? `“${name}”：` : ''}${answer.error}`);
  } catch {
    open(dialog, '没有连上服务器，文件没有读；已填的内容不受影响，请稍后再试。');
  }
}

const part = (dialog, name) => dialog.querySelector(`[data-part=${name}]`);

function open(dialog, words) {
  part(dialog, 'about').textContent = words;
  part(dialog, 'notes').replaceChildren();
  part(dialog, 'found').hidden = true;
  part(dialog, 'take').hidden = true;
  part(dialog, 'replace').parentElement.hidden = true;
  part(dialog, 'cancel').onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
}

function show(dialog, answer, name, take) {
  open(dialog, `${name ? `“${name}”按` : ''}${answer.kind}${name ? '读' : ''}，共 ${answer.items.length} 处与表里不同。请核对后带入，带入后仍可修改。`);
  part(dialog, 'notes').replaceChildren(...answer.notes.map(note => element('p', 'warn small', note)));
  const body = dialog.querySelector('tbody');
  body.replaceChildren();
  for (const item of answer.items) {
    const row = body.insertRow();
    const box = element('input');
    box.type = 'checkbox';
    box.checked = true;
    box.setAttribute('aria-label', `带入${item.label}`);
    row.insertCell().append(box);
    row.insertCell().textContent = item.label;
    row.insertCell().textContent = item.value;
    row.insertCell().textContent = item.current;
  }
  const boxes = () => [...body.querySelectorAll('input')];
  part(dialog, 'found').hidden = !answer.items.length;
  part(dialog, 'take').hidden = !answer.items.length;
  part(dialog, 'replace').parentElement.hidden = !answer.items.length;
  part(dialog, 'all').checked = true;
  part(dialog, 'all').onchange = () => boxes().forEach(box => { box.checked = part(dialog, 'all').checked; });
  part(dialog, 'take').onclick = () => {
    const chosen = answer.items.filter((_, at) => boxes()[at].checked);
    take(chosen.flatMap(item => item.fields).map(([path, value]) => ({ path, value })), part(dialog, 'replace').checked);
    dialog.close();
  };
}
