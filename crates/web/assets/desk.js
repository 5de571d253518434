// The queue without a mouse: j and k go down and up, Enter opens, / goes to the search box.
const rows = [...document.querySelectorAll('[data-row] a')];
const typing = target => target.closest('input, select, textarea');

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const at = rows.indexOf(document.activeElement);
  if (event.key === 'j') rows[Math.min(at + 1, rows.length - 1)]?.focus();
  else if (event.key === 'k') rows[Math.max(at - 1, 0)]?.focus();
  else if (event.key === '/') document.getElementById('words')?.focus();
  else return;
  event.preventDefault();
});
