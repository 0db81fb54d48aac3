export { findServices, type PackageFolder } from '../sources/find-services.ts';
export { type CiPlace, ciFiles, ciNotes, type Templates, wantedCi } from './ci-files.ts';
export { type ConfigDraft, configText, draftConfig, type ServiceDraft } from './config-draft.ts';
export { type InitPlan, type NewFile, setApart, type WantedFile } from './plan.ts';
export { settleDraft } from './settle-draft.ts';
