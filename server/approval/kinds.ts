import type { Permission } from '../staff/rules.ts';
import type { Verb } from './states.ts';

/** What is published through the one workflow. A new kind is a row of {@link KINDS} and a handler in server/publications.ts. */
export const PUBLICATION_KINDS = ['notice', 'law-mark', 'question-set', 'release', 'bulletin'] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];

/** What a step asks for; each kind says which permission that is. */
export type Need = 'write' | 'check' | 'approve' | 'withdraw';

export type KindRules = {
  kind: PublicationKind;
  titleVi: string;
  permissions: Readonly<Record<Need, Permission>>;
  /** What it changes belongs to no unit, and neither does it: only who holds a permission everywhere takes part. */
  isSiteWide: boolean;
  /** Somebody compares it with the law before it is approved. */
  needsCheck: boolean;
  /** Takes effect with the approval: no later hour, no separate step. A kind that changes more than its own page must. */
  isLiveOnApproval: boolean;
  /** What was published may be corrected and withdrawn; otherwise only another publication undoes it. */
  isRevisable: boolean;
  /** Steps that no author of the version may take, besides approving. */
  fourEyes: readonly Verb[];
  /** Folder of its public pages, by slug; null: it has none of its own. */
  publicPath: string | null;
  /** Folder of its pages at the desk, by id. */
  deskPath: string;
  /** Tags of the pages that become old when one of them changes in public. */
  tags: readonly string[];
};

export const KINDS: Readonly<Record<PublicationKind, KindRules>> = {
  notice: {
    kind: 'notice',
    titleVi: 'Thông báo',
    permissions: {
      write: 'publication.write',
      check: 'publication.check',
      approve: 'publication.approve',
      withdraw: 'publication.withdraw',
    },
    isSiteWide: false,
    needsCheck: true,
    isLiveOnApproval: false,
    isRevisable: true,
    fourEyes: ['check'],
    publicPath: '/thong-bao/',
    deskPath: '/ban-lam-viec/thong-bao/',
    tags: ['notices'],
  },
  'law-mark': {
    kind: 'law-mark',
    titleVi: 'Đánh dấu luật',
    permissions: {
      write: 'law.mark',
      check: 'law.confirm',
      approve: 'law.confirm',
      withdraw: 'law.confirm',
    },
    // The law of one school is the law of all.
    isSiteWide: true,
    // The law checkers write it themselves: the second of them approves.
    needsCheck: false,
    isLiveOnApproval: true,
    isRevisable: false,
    // A mark holds from the moment it is proposed: who proposed it may not lift it alone either.
    fourEyes: ['send-back'],
    publicPath: null,
    deskPath: '/ban-lam-viec/luat/de-nghi/',
    tags: ['law'],
  },
  'question-set': {
    kind: 'question-set',
    titleVi: 'Bộ câu hỏi',
    permissions: {
      write: 'bank.write',
      check: 'publication.check',
      approve: 'publication.approve',
      withdraw: 'bank.withdraw',
    },
    isSiteWide: false,
    needsCheck: true,
    isLiveOnApproval: true,
    isRevisable: true,
    fourEyes: ['check'],
    publicPath: null,
    deskPath: '/ban-lam-viec/bo-cau-hoi/duyet/',
    tags: ['quiz'],
  },
  release: {
    kind: 'release',
    titleVi: 'Phát hành số liệu',
    permissions: {
      write: 'release.write',
      check: 'release.approve',
      approve: 'release.approve',
      withdraw: 'release.withdraw',
    },
    isSiteWide: false,
    // Nothing in it rests on the law; the machine's report lies beside it.
    needsCheck: false,
    isLiveOnApproval: false,
    isRevisable: true,
    fourEyes: ['schedule', 'publish'],
    publicPath: null,
    deskPath: '/ban-lam-viec/phat-hanh/',
    tags: ['releases'],
  },
  bulletin: {
    kind: 'bulletin',
    titleVi: 'Bản tin kết quả',
    permissions: {
      write: 'publication.write',
      check: 'publication.check',
      approve: 'publication.approve',
      withdraw: 'publication.withdraw',
    },
    // It tells of a case of one province.
    isSiteWide: false,
    needsCheck: true,
    isLiveOnApproval: false,
    isRevisable: true,
    fourEyes: ['check'],
    publicPath: '/ket-qua/ban-tin/',
    deskPath: '/ban-lam-viec/ban-tin/',
    tags: ['bulletins'],
  },
};
