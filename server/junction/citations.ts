/**
 * What a step of a proof rests on, and the provision that says so. Only provisions of the registry that are not
 * unconfirmed; W.207 and W.208 have one source, which the reader is told wherever they are cited.
 */
export const PROVISIONS = {
  /** A higher kind of signal contradicts a lower one. */
  'signal-order': 'luat-36-2024:11.2',
  'officer-up': 'luat-36-2024:11.3.a',
  'officer-sides': 'luat-36-2024:11.3.b',
  'officer-front': 'luat-36-2024:11.3.c',
  red: 'luat-36-2024:11.4.c',
  yellow: 'luat-36-2024:11.4.b',
  /** Past the line when the light turned yellow. */
  'yellow-inside': 'luat-36-2024:11.4.b',
  'pedestrian-green': 'luat-36-2024:11.4.a',
  'pedestrian-turn': 'luat-36-2024:15.3',
  siren: 'luat-36-2024:27.5',
  'siren-rank': 'luat-36-2024:27.2',
  'minor-sign': 'qcvn-41-2024:W.208',
  'main-sign': 'qcvn-41-2024:W.207',
  'main-road': 'luat-36-2024:22.1',
  'right-hand': 'luat-36-2024:22.2',
  'ring-left': 'luat-36-2024:22.3',
  oncoming: 'luat-36-2024:15.3',
} as const;

export type Rule = keyof typeof PROVISIONS;
