/** What a citizen tells the coach. `null` and `''` are questions left open. Nothing of it leaves the page. */
export type Answers = {
  /** Guide of the behaviour, by slug. */
  guide: string | null;
  /** Name of the behaviour as the guide calls it. */
  title: string;
  situation: 'danger' | 'ongoing' | 'over' | null;
  /** What was recorded; “whole” shows some seconds before and after, “moment” only the act, “cut” has gaps. */
  medium: 'video-whole' | 'video-moment' | 'video-cut' | 'photos' | 'none' | null;
  /** Whether it shows what the guide says must be seen together. */
  seen: 'clear' | 'partly' | 'no' | null;
  /** What the vehicle did, in the citizen's own words. */
  account: string;
  plate: 'clear' | 'partly' | 'unreadable' | null;
  plateText: string;
  vehicle: string;
  colour: string;
  features: string;
  /** Day of the act in Viet Nam, YYYY-MM-DD. */
  day: string;
  /** Hour of the act in Viet Nam, HH:MM. */
  clock: string;
  road: string;
  point: string;
  commune: string;
  province: string;
  original: 'untouched' | 'copy-kept' | 'copy-only' | 'received' | null;
  holder: 'fixed-camera' | 'passenger' | 'bystander' | 'parked' | 'driver' | 'motorway-stop' | null;
  /** Put on a social network, or about to be. */
  isPosted: boolean;
  file: FileFacts | null;
};

/** What a chosen photo or video says about itself, read on the device. */
export type FileFacts = {
  kind: 'photo' | 'video' | 'other';
  bytes: number;
  /** Local time in Viet Nam, YYYY-MM-DDTHH:MM; null: not found. */
  takenAt: string | null;
  /** Where that time stands: in the photo, in the film, or it is only the day the file was last written. */
  takenFrom: 'exif' | 'video' | 'modified' | null;
  durationSeconds: number | null;
  hasLocation: boolean;
  /** Program that wrote the photo, where it says so. */
  software: string | null;
};

/** A page on which nothing has been answered. */
export const NO_ANSWERS: Answers = {
  guide: null,
  title: '',
  situation: null,
  medium: null,
  seen: null,
  account: '',
  plate: null,
  plateText: '',
  vehicle: '',
  colour: '',
  features: '',
  day: '',
  clock: '',
  road: '',
  point: '',
  commune: '',
  province: '',
  original: null,
  holder: null,
  isPosted: false,
  file: null,
};
