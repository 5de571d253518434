// The button beside an indicator opens the comment box on it.

for (const button of document.querySelectorAll('[data-comment]')) {
  button.addEventListener('click', () => {
    const path = document.getElementById('path');
    path.value = button.dataset.comment;
    path.dispatchEvent(new Event('input', { bubbles: true }));
    const words = document.getElementById('comment');
    words.scrollIntoView({ block: 'center' });
    words.focus({ preventScroll: true });
  });
}
