// Draws the tables of figures as lying bars. The table stays for readers of the screen, for paper,
// and for whoever presses the button; where nothing can be drawn it is simply the table.

import { element } from './figures.js';

const INK = '#1f2733';
// A full bar and a hatched one: they are told apart without colour too.
const FILLS = [
  { color: '#1a5fa8' },
  { color: '#c9d8ea', borderColor: '#1a5fa8', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: '#1a5fa8' } },
];
const BAR = 16;

if (window.echarts) document.querySelectorAll('[data-chart]').forEach(draw);

function draw(figure) {
  const table = figure.querySelector('table');
  const [, ...series] = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
  const rows = [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent));
  if (!rows.length) return;
  const plot = element('div', 'plot');
  plot.setAttribute('aria-hidden', 'true');
  plot.style.height = `${rows.length * (BAR * series.length + 6) + 8}px`;
  table.before(plot);
  if (series.length > 1) table.before(legend(series));
  figure.querySelector('figcaption').append(opener(table));
  table.classList.add('unseen');
  const chart = window.echarts.init(plot, null, { renderer: 'canvas' });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK },
    grid: { left: 4, right: 64, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category', inverse: true, data: rows.map(([name]) => name),
      axisTick: { show: false }, axisLine: { lineStyle: { color: '#9aa4b2' } },
      axisLabel: { color: INK, fontSize: 12, width: 150, overflow: 'truncate', interval: 0 },
    },
    series: series.map((name, at) => ({
      name, type: 'bar', barWidth: BAR - 4, barGap: '20%', silent: true, itemStyle: FILLS[at % FILLS.length],
      data: rows.map(row => ({ value: number(row[at + 1]), label: { formatter: row[at + 1] } })),
      label: { show: true, position: 'right', color: INK, fontSize: 12 },
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(plot);
}

function number(text) {
  return Number(text.replaceAll(',', '')) || 0;
}

function legend(series) {
  const made = element('p', 'legend small');
  made.setAttribute('aria-hidden', 'true');
  series.forEach((name, at) => made.append(element('span', `swatch swatch-${at}`), ` ${name}　`));
  return made;
}

function opener(table) {
  const button = element('button', 'jump small no-print', '看数据表');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => {
    const isHidden = table.classList.toggle('unseen');
    button.setAttribute('aria-expanded', String(!isHidden));
    button.textContent = isHidden ? '看数据表' : '收起数据表';
  });
  return button;
}
