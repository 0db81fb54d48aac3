import type { BlastRadius, Reach } from '../model/blast-radius.ts';
import type { Escalation } from '../model/role.ts';

/**
 * The blast radius as other programs read it. Ids stand where they say something new: of the abilities, each once; of
 * what is granted, none, since most of it is in `minimal` and `beyond`.
 */
export function publishBlastRadius({ minimal, granted, beyond, excess }: BlastRadius) {
  return {
    minimal: { ...publishCounts(minimal.reach), abilities: publishAbilities(minimal.reach), idle: minimal.idle },
    ...(granted === undefined ? {} : { granted: { ...publishCounts(granted.reach), idle: granted.idle } }),
    ...(beyond === undefined ? {} : { beyond: { ...publishCounts(beyond), abilities: publishAbilities(beyond) } }),
    excess: excess.map(({ name, reach }) => ({
      name,
      ...publishCounts(reach),
      operations: reach.operations.map(({ id }) => id),
      abilities: reach.abilities.map(({ phrase }) => phrase),
    })),
  };
}

function publishCounts({ operations, byEffect, personalData }: Reach) {
  const { read, write, execute, delete: deleted, admin } = byEffect;
  return { operations: operations.length, byEffect: { read, write, execute, delete: deleted, admin }, personalData };
}

function publishAbilities({ abilities }: Reach) {
  return abilities.map(({ phrase, effect, personalData, operations }) => ({
    phrase,
    effect,
    personalData,
    operations,
  }));
}

/** Why a permission allows more than reading. */
export function publishEscalation({ name, lesser, forcedBy, without }: Escalation) {
  return { name, ...(lesser === undefined ? {} : { lesser }), forcedBy, without };
}
