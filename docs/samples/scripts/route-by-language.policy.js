// Tells the team that speaks the customer's language.
import { notify, shorten } from 'antiphon';
import { isSaid, language } from './lib/signals.js';

/** @type {import('antiphon').Config} */
export const config = {
  connection: { default: 'chat', label: 'Connection', description: 'Where the teams are told.' },
  teams: { default: 'de fr it', label: 'Teams', description: 'The languages that have a team, with spaces between.' },
  otherwise: { default: 'world', label: 'Otherwise', description: 'The team for everybody else.' },
};

/** @type {import('antiphon').Decide} */
export function decide(entry, profile, settings) {
  if (!isSaid(entry)) return;
  const spoken = language(entry);
  const team = settings.teams.split(' ').includes(spoken) ? spoken : settings.otherwise;
  return notify(settings.connection, `team:${team}`, shorten(entry.signal.text, 200));
}
