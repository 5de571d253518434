// What every page does: a form that is being sent cannot be sent twice, and a file too large is
// told before it travels.

const MEGABYTE = 1 << 20;
const LARGEST = 50;

document.addEventListener('submit', event => {
  const form = event.target;
  const large = [...form.querySelectorAll('input[type=file]')]
    .flatMap(input => [...input.files])
    .find(file => file.size > LARGEST * MEGABYTE);
  if (large) {
    event.preventDefault();
    say(form, `“${large.name}”有 ${Math.ceil(large.size / MEGABYTE)} MB，超过 ${LARGEST} MB，没有上传。请压缩图片或拆分后再传。`);
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
});

// Coming back by the browser's own way, the form can be sent again.
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
});

// What went wrong with a form, where it is seen.
export function say(form, words) {
  const told = tell(form, 'bad', words);
  told.setAttribute('role', 'alert');
  told.scrollIntoView({ block: 'nearest' });
}

// Words at the head of a form, in place of those before.
export function tell(form, look, words) {
  form.querySelector('.said-here')?.remove();
  const told = document.createElement('p');
  told.className = `${look} said-here`;
  told.setAttribute('role', 'status');
  told.textContent = words;
  form.prepend(told);
  return told;
}
