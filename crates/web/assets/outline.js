// The text of the report around the fields: sentences that follow from the figures, and problems of
// last year that wait for an answer.

import { element } from './figures.js';

const boxes = () => document.querySelectorAll('[data-told]');

export function tell(outline) {
  const known = new Map(outline.map(passage => [passage.slot, passage]));
  for (const box of boxes()) {
    const passage = known.get(box.dataset.told);
    if (passage) fill(box, passage.before);
  }
}

// Only what is told anew is set anew, and is seen to move.
function fill(box, told) {
  told.forEach((one, at) => {
    const made = paragraph(one);
    const known = box.children[at];
    if (!known) {
      box.append(made);
      return;
    }
    known.classList.remove('moved');
    if (known.className === made.className && known.innerHTML === made.innerHTML) return;
    made.classList.add('moved');
    known.replaceWith(made);
  });
  while (box.children.length > told.length) box.lastElementChild.remove();
}

function paragraph({ kind, runs }) {
  const made = element('p', kind === 'text' ? '' : `told-${kind}`);
  for (const run of runs) made.append(run.is_own ? element('span', 'own', run.text) : run.text);
  if (kind === 'figure') made.append('（由系统生成，见报告页）');
  return made;
}

// A button beside each problem begins the answer to it.
export function ask(questions, answer) {
  const box = document.querySelector('[data-show=questions]');
  box.hidden = !questions.length;
  box.querySelector('ul').replaceChildren(...questions.map(problem => {
    const item = element('li', '', problem);
    const button = element('button', '', '答复');
    button.type = 'button';
    button.setAttribute('aria-label', `答复：${problem}`);
    button.addEventListener('click', () => answer(problem));
    item.append(' ', button);
    return item;
  }));
}

const letters = text => text.replace(/[^\p{L}\p{N}]/gu, '');

// What an indicator of the same name came to last year, below its row.
export function beside(indicators) {
  const known = new Map(indicators.map(indicator => [letters(indicator.name), indicator]));
  for (const row of document.querySelectorAll('[data-list=indicators] tr[data-row]')) {
    const last = known.get(letters(row.querySelector('[data-name=name]').value));
    const cell = row.nextElementSibling.cells[0];
    cell.querySelector('.last')?.remove();
    if (!last) continue;
    cell.append(element('span', 'last', `上年：指标值 ${last.target}，完成值 ${last.actual}${last.unit}`));
  }
}
