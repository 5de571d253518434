// Files dropped anywhere onto the page are those to be sent.

import { element } from './figures.js';

const input = document.getElementById('files');
const told = element('p', 'hint');
told.setAttribute('role', 'status');
input.after(told);

const hasFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
document.addEventListener('dragover', event => { if (hasFiles(event)) event.preventDefault(); });
document.addEventListener('drop', event => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  tell();
});
input.addEventListener('change', tell);

function tell() {
  told.textContent = [...input.files].map(file => file.name).join('、');
}
