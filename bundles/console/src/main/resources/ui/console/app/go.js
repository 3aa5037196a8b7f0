// By which letter after "g" each page is reached.

/** Where a page that many know comes later than another with its letter, the other has one of its own. */
const OWN = { queues: 'w', outbox: 'x', scripts: 'j', plugins: 'b', people: 'e' };

/** Letters by the names of pages: its own, or the first of its title that is free. A page without any is left out. */
export function goLetters(list) {
  const letters = new Map();
  const taken = new Set();
  const give = (page, letter) => letters.set(page.name, letter) && taken.add(letter);
  for (const page of list) if (page.name in OWN) give(page, OWN[page.name]);
  for (const page of list) {
    const free = [...page.title.toLowerCase()].find(letter => /\p{L}/u.test(letter) && !taken.has(letter));
    if (!letters.has(page.name) && free) give(page, free);
  }
  return letters;
}
