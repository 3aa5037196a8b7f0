// What was said, with what was understood marked where it stands.
import { html, words } from '/ui/console/ui.js';

const FEELINGS = ['positive', 'negative', 'neutral', 'mixed'];

/** The insights that have a place in the text, those of the latest understanding. */
export function placed(told) {
  const understood = (told.trace || []).filter(entry => entry.kind === 'understood').pop();
  const length = (told.text || '').length;
  return (understood?.insights || []).filter(({ span }) => span && span.from < span.to && span.to <= length);
}

/** Cuts a text where an insight begins or ends: [{from, to, insights}], in order, without gaps. */
export function pieces(text, insights) {
  const cuts = new Set([0, text.length]);
  for (const { span } of insights) {
    cuts.add(span.from);
    cuts.add(span.to);
  }
  const sorted = [...cuts].sort((one, other) => one - other);
  return sorted.slice(1).map((to, at) => ({
    from: sorted[at], to, insights: insights.filter(({ span }) => span.from < to && span.to > sorted[at]),
  }));
}

const tells = insight => [words(insight.type), insight.value, insight.about && `about ${insight.about}`,
  `${Math.round(insight.confidence * 100)} %`].filter(Boolean).join(' · ');

/** The feeling of the shortest insight at a place, which is the one that is most about it. */
function feelingOf(insights) {
  const felt = insights.filter(({ type, value }) => type === 'sentiment' && FEELINGS.includes(value));
  felt.sort((one, other) => (one.span.to - one.span.from) - (other.span.to - other.span.from));
  return felt[0]?.value;
}

function Piece({ text, insights }) {
  if (insights.length === 0) return text;
  const feeling = feelingOf(insights);
  const others = insights.some(({ type }) => type !== 'sentiment');
  const label = insights.map(tells).join('\n');
  return html`<mark class=${`said ${feeling ? `said-${feeling}` : ''} ${others ? 'said-other' : ''}`} title=${label}
    data-insights=${insights.map(insight => `${insight.type}:${insight.value}${insight.about ? `@${insight.about}` : ''}`).join(' ')}
    >${text}</mark>`;
}

function Legend({ insights }) {
  const feelings = FEELINGS.filter(feeling => insights.some(({ type, value }) => type === 'sentiment' && value === feeling));
  const others = [...new Set(insights.filter(({ type }) => type !== 'sentiment').map(({ type }) => type))];
  return html`<figcaption class="said-legend">
    ${feelings.map(feeling => html`<span><i class=${`said said-${feeling}`}></i>${feeling}</span>`)}
    ${others.length > 0 && html`<span><i class="said said-other"></i>${others.map(words).join(', ')}</span>`}
  </figcaption>`;
}

export function Said({ told }) {
  if (!told.text) return null;
  const insights = placed(told);
  return html`<figure class="said-whole">
    <blockquote dir="auto" lang=${told.language || undefined}>${pieces(told.text, insights).map(piece => html`<${Piece}
      key=${piece.from} text=${told.text.slice(piece.from, piece.to)} insights=${piece.insights} />`)}</blockquote>
    ${insights.length > 0 && html`<${Legend} insights=${insights} />`}
  </figure>`;
}
