// What can be read less well than WCAG 2.2 AA asks for: text below 4.5:1 (3:1 if large) on the ground it stands on.
const channel = value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
const ratio = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const colour = text => (text.match(/[\d.]+/g) || []).map(Number);

function ground(element) {
  for (let at = element; at; at = at.parentElement) {
    const own = colour(getComputedStyle(at).backgroundColor);
    if (own.length === 3 || own[3] === 1) return own.slice(0, 3);
  }
  return [255, 255, 255];
}

await Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations === 1).map(one => one.finished.catch(() => {})));
const poor = new Set();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (texts.currentNode.data.trim() === '' || !element.checkVisibility() || element.closest('.hidden, :disabled, script, noscript')) continue;
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const seen = ratio(colour(style.color).slice(0, 3), ground(element));
  if (seen < (large ? 3 : 4.5)) poor.add(`${element.tagName}.${element.className} "${texts.currentNode.data.trim().slice(0, 30)}" ${seen.toFixed(2)}`);
}
return [...poor].join('\n');
