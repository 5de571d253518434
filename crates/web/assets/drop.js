// A file dropped onto the page, or chosen: read by the server, shown, and taken only when told so.

import { element } from './figures.js';

export function listen(form, csrf, take) {
  const dialog = document.getElementById('preview');
  const chosen = document.getElementById('file');
  const read = file => file && preview(form, csrf, file, dialog, take);
  chosen.addEventListener('change', () => { read(chosen.files[0]); chosen.value = ''; });
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
  const part = name => dialog.querySelector(`[data-part=${name}]`);
  const body = dialog.querySelector('tbody');
  const about = words => { part('about').textContent = words; };
  body.replaceChildren();
  part('notes').replaceChildren();
  part('take').hidden = true;
  part('cancel').onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
  const limit = Number(form.dataset.limit);
  if (file.size > limit) {
    about(`“${file.name}”有 ${Math.ceil(file.size / (1 << 20))} MB，超过 ${limit >> 20} MB，没有上传。请压缩图片或拆分后再传。`);
    return;
  }
  about(`正在读“${file.name}”…`);
  let answer;
  try {
    const response = await fetch(`/reports/${form.dataset.report}/preview`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/octet-stream', 'x-csrf': csrf },
      body: file,
    });
    answer = await response.json();
    if (!response.ok) { about(`“${file.name}”：${answer.error}`); return; }
  } catch {
    about('没有连上服务器，文件没有读；已填的内容不受影响，请稍后再试。');
    return;
  }
  about(`“${file.name}”按${answer.kind}读，共 ${answer.fields.length} 处与表里不同。请核对后带入，带入后仍可修改。`);
  part('notes').replaceChildren(...answer.notes.map(note => element('p', 'warn small', note)));
  answer.fields.forEach((field, at) => {
    const row = body.insertRow();
    const box = element('input');
    box.type = 'checkbox';
    box.checked = true;
    box.setAttribute('aria-label', `带入${answer.labels[at]}`);
    row.insertCell().append(box);
    row.insertCell().textContent = answer.labels[at];
    row.insertCell().textContent = field.value;
    row.insertCell().textContent = field.current;
  });
  part('all').checked = true;
  part('all').onchange = () => body.querySelectorAll('input').forEach(box => { box.checked = part('all').checked; });
  part('take').hidden = !answer.fields.length;
  part('take').onclick = () => {
    const boxes = [...body.querySelectorAll('input')];
    take(answer.fields.filter((_, at) => boxes[at].checked), part('replace').checked);
    dialog.close();
  };
}
