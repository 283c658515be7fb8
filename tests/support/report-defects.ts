/** What can go wrong with a report, planted into a sound case of the evidence coach. */
import type { Answers } from '#server/report/rules.ts';
import { shift, type Draw } from '#tests/support/report-draw.ts';
import * as life from '#tests/support/report-worlds.ts';

/** What is left of a plate that was not read to the end. */
function fragmentOf(plate: string, { one }: Draw): string {
  const digits = plate.replace(/\D/g, '');
  return one([
    `${plate.slice(0, 3)}-${digits.slice(-2)}`,
    `${plate.slice(0, -3)}???`,
    `đuôi ${digits.slice(-3)}`,
    `${plate.slice(0, -2)}xx`,
    'không nhìn rõ',
    '',
  ]);
}

/** A case before anything is wrong with it. */
export type Sound = {
  number: number;
  behaviour: life.Behaviour;
  answers: Answers;
  isMarker: boolean;
  inOneField: boolean;
  type: (text: string) => string;
};

export type Defect = {
  name: string;
  caughtBy: string[];
  /** Answers it is about; defects that share one exclude each other. */
  about: string[];
  fits: (sound: Sound) => boolean;
  plant: (sound: Sound, draw: Draw) => void;
};

const always = () => true;
const ownFields = ({ inOneField }: Sound) => !inOneField;

/** Everything that can be wrong with a case, one by one. */
export const DEFECTS: Defect[] = [
  {
    name: 'the act is only partly in the picture',
    caughtBy: ['content'],
    about: ['seen'],
    fits: ({ behaviour }) => !behaviour.isMeasured,
    plant: ({ answers }, { one }) => (answers.seen = one(['partly', 'no', null] as const)),
  },
  {
    name: 'the act is not in the picture',
    caughtBy: ['content'],
    about: ['seen'],
    fits: always,
    plant: ({ answers }) => (answers.seen = 'no'),
  },
  {
    name: 'no word on what happened, or words that tell nothing',
    caughtBy: ['account'],
    about: ['account'],
    fits: always,
    plant: ({ answers, behaviour, type }, { one }) =>
      (answers.account = type(one([...life.POOR_ACCOUNTS, '', behaviour.title]))),
  },
  {
    name: 'insults among the facts',
    caughtBy: ['judging'],
    about: ['account'],
    fits: always,
    plant: ({ answers }, { one }) => (answers.account = `${answers.account.trim()}, ${one(life.INSULTS)}`),
  },
  {
    name: 'personal figures in the text',
    caughtBy: ['personal-data'],
    about: ['account'],
    fits: always,
    plant: ({ answers }, { one }) => (answers.account = `${answers.account.trim()} ${one(life.PERSONAL)}`),
  },
  {
    name: 'a still picture of something that moves',
    caughtBy: ['medium'],
    about: ['medium', 'file'],
    fits: ({ behaviour }) => behaviour.isMotion,
    plant: ({ answers }) => Object.assign(answers, { medium: 'photos', file: null }),
  },
  {
    name: 'nothing recorded',
    caughtBy: ['medium'],
    about: ['medium', 'file', 'seen', 'original', 'holder'],
    fits: always,
    plant: ({ answers }) => Object.assign(answers, { medium: 'none', file: null }),
  },
  {
    name: 'nothing before and after, or cut',
    caughtBy: ['around'],
    about: ['medium'],
    fits: always,
    // What stands still is shown by a moment as well.
    plant: ({ answers, behaviour }, { one }) =>
      (answers.medium = behaviour.isMotion ? one(['video-moment', 'video-cut'] as const) : 'video-cut'),
  },
  {
    name: 'a film of two seconds said to show before and after',
    caughtBy: ['file-short'],
    about: ['medium', 'file'],
    fits: ({ answers }) => answers.file?.kind === 'video',
    plant: ({ answers }) => (answers.file!.durationSeconds = 2.4),
  },
  {
    name: 'the plate is not legible',
    caughtBy: ['plate'],
    about: ['plate'],
    fits: ({ behaviour }) => !behaviour.hidesPlate,
    plant: ({ answers }, draw) => {
      answers.plateText = draw.is(0.5) ? '' : fragmentOf(answers.plateText, draw);
      answers.plate = draw.one(['partly', 'unreadable', null] as const);
    },
  },
  {
    name: 'the plate is said to be clear, but a part of it is written',
    caughtBy: ['plate'],
    about: ['plate'],
    fits: ({ behaviour }) => !behaviour.hidesPlate,
    plant: ({ answers }, draw) => (answers.plateText = fragmentOf(answers.plateText, draw)),
  },
  {
    name: 'the plate is hidden and nothing else tells the vehicle',
    caughtBy: ['features'],
    about: ['plate'],
    fits: ({ behaviour }) => behaviour.hidesPlate,
    plant: ({ answers }) => (answers.features = ''),
  },
  {
    name: 'no kind of vehicle',
    caughtBy: ['vehicle'],
    about: ['vehicle'],
    fits: always,
    plant: ({ answers, type }, { one }) => (answers.vehicle = type(one([...life.POOR_VEHICLES, '']))),
  },
  {
    name: 'no colour',
    caughtBy: ['colour'],
    about: ['colour'],
    fits: always,
    plant: ({ answers, type }, { one }) => (answers.colour = type(one([...life.POOR_COLOURS, '', '']))),
  },
  {
    name: 'no day',
    caughtBy: ['day'],
    about: ['time'],
    fits: always,
    plant: ({ answers }) => (answers.day = ''),
  },
  {
    name: 'no hour',
    caughtBy: ['hour'],
    about: ['time'],
    fits: always,
    plant: ({ answers }) => (answers.clock = ''),
  },
  {
    name: 'a day that has not come',
    caughtBy: ['day'],
    about: ['time'],
    fits: ({ answers }) => answers.file === null,
    plant: ({ answers }, { one }) => (answers.day = one(['2026-11-22', '2027-01-05', '2062-11-20'])),
  },
  {
    name: 'more than a year ago',
    caughtBy: ['limitation'],
    about: ['time'],
    fits: ({ answers }) => answers.file === null,
    plant: ({ answers }, { one }) => (answers.day = one(['2025-11-20', '2025-06-01', '2019-01-01'])),
  },
  {
    name: 'the year is nearly over',
    caughtBy: ['deadline-near'],
    about: ['time'],
    fits: ({ answers }) => answers.file === null,
    plant: ({ answers }, { one }) => (answers.day = one(['2025-11-21', '2025-11-25', '2025-12-10'])),
  },
  {
    name: 'the hour typed is not the hour of the file',
    caughtBy: ['file-time'],
    about: ['time', 'file'],
    fits: ({ answers }) => answers.file !== null && answers.file.takenFrom !== 'modified',
    plant: ({ answers }, { one }) =>
      (answers.file!.takenAt = shift(`${answers.day}T${answers.clock}`, one([-720, 720, 1440, -3 * 1440]))),
  },
  {
    name: 'the file is older than what it is said to show',
    caughtBy: ['file-time'],
    about: ['time', 'file'],
    fits: ({ answers }) => answers.file?.takenFrom === 'modified',
    plant: ({ answers }) => (answers.file!.takenAt = shift(`${answers.day}T${answers.clock}`, -2 * 1440)),
  },
  {
    name: 'no road',
    caughtBy: ['road'],
    about: ['road'],
    // A corner of two named roads needs no third.
    fits: (sound) => ownFields(sound) && !/ - /.test(sound.answers.point),
    plant: ({ answers }, { one }) => (answers.road = one([...life.POOR_ROADS, '', ''])),
  },
  {
    name: 'no point on the road',
    caughtBy: ['point'],
    about: ['point'],
    fits: (sound) => ownFields(sound) && !sound.isMarker,
    plant: ({ answers, type }, { one }) => (answers.point = type(one([...life.POOR_POINTS, '', '']))),
  },
  {
    name: 'no commune',
    caughtBy: ['commune'],
    about: ['commune'],
    fits: (sound) => ownFields(sound) && !sound.isMarker,
    plant: ({ answers }, { one }) => (answers.commune = one([...life.POOR_COMMUNES, '', ''])),
  },
  {
    name: 'no province',
    caughtBy: ['province'],
    about: ['province'],
    fits: ownFields,
    plant: ({ answers }) => (answers.province = ''),
  },
  {
    name: 'the original is gone',
    caughtBy: ['original'],
    about: ['original'],
    fits: always,
    plant: ({ answers }, { one }) => (answers.original = one(['copy-only', 'received', null] as const)),
  },
  {
    name: 'the file went through an editor, though said to be untouched',
    caughtBy: ['file-edited'],
    about: ['original', 'file'],
    fits: ({ answers }) => answers.file?.kind === 'photo' && answers.original === 'untouched',
    plant: ({ answers }, { one }) =>
      (answers.file!.software = one([
        'Adobe Photoshop 25.1 (Android)',
        'PicsArt',
        'Snapseed 2.0',
        'GIMP 2.10',
      ])),
  },
  {
    name: 'filmed while driving',
    caughtBy: ['driver-filmed'],
    about: ['holder'],
    fits: always,
    plant: ({ answers }) => (answers.holder = 'driver'),
  },
  {
    name: 'stopped on a motorway to film',
    caughtBy: ['motorway-stop'],
    about: ['holder'],
    fits: always,
    plant: ({ answers }) => (answers.holder = 'motorway-stop'),
  },
  {
    name: 'not said who filmed',
    caughtBy: ['holder'],
    about: ['holder'],
    fits: always,
    plant: ({ answers }) => (answers.holder = null),
  },
  {
    name: 'put on the net',
    caughtBy: ['posted'],
    about: ['posted'],
    fits: always,
    plant: ({ answers }) => (answers.isPosted = true),
  },
];
