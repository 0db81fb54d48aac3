import type { Operation } from '../../model/operation.ts';
import {
  cancelExport,
  createExport,
  enqueueExport,
  exportFile,
  exportStatus,
  type ImportWords,
  importStatus,
  listExports,
  noFailures,
  startImport,
} from './bulk-forms.ts';
import { fieldsOfLead, type KindName } from './kinds.ts';
import type { Form } from './question.ts';
import { bareList, bareOne, byName, few, listed, offsets, one, pages, pagingToken, streams } from './read-forms.ts';
import { bare, changed, done, made, marked, saved, well } from './write-forms.ts';

/**
 * How operations answer. The first row that an operation fits decides: in a pattern `*` is any one part of a path, and
 * `**` any number of them. Every operation of the rules fits one; a test holds them to it.
 */
type Row = readonly [pattern: string, form: Form];

const added = { made: 'added', changed: 'added' };

function exportRows(root: string, name: KindName): readonly Row[] {
  return [
    [`GET ${root}/export.json`, listExports],
    [`POST ${root}/export/create.json`, createExport],
    [`POST ${root}/export/*/enqueue.json`, enqueueExport],
    [`POST ${root}/export/*/cancel.json`, cancelExport],
    [`GET ${root}/export/*/status.json`, exportStatus],
    [`GET ${root}/export/*/file.json`, exportFile(name)],
  ];
}

function importRows(start: string, batch: string, status: string, words: ImportWords): readonly Row[] {
  return [
    [`POST ${start}`, startImport(words)],
    [`GET ${batch}/failures.json`, noFailures],
    [`GET ${batch}/warnings.json`, noFailures],
    [`GET ${status}`, importStatus(words)],
  ];
}

const bulkRows: readonly Row[] = [
  ...exportRows('/bulk/v1/leads', 'lead'),
  ...exportRows('/bulk/v1/activities', 'activity'),
  ...exportRows('/bulk/v1/program/members', 'programMember'),
  ...exportRows('/bulk/v1/customobjects/*', 'customObject'),
  ...importRows('/bulk/v1/leads.json', '/bulk/v1/leads/batch/*', '/bulk/v1/leads/batch/*', {
    processed: 'numOfLeadsProcessed',
  }),
  ...importRows(
    '/bulk/v1/program/*/members/import.json',
    '/bulk/v1/program/members/import/*',
    '/bulk/v1/program/members/import/*/status.json',
    { processed: 'numOfMembersProcessed' },
  ),
  ...importRows(
    '/bulk/v1/customobjects/*/import.json',
    '/bulk/v1/customobjects/*/import/*',
    '/bulk/v1/customobjects/*/import/*/status.json',
    { processed: 'numOfObjectsProcessed', more: { operation: 'import' } },
  ),
];

const fieldRows = (root: string): readonly Row[] => [
  [`GET ${root}/schema/fields.json`, few('schemaField', 10)],
  [`GET ${root}/schema/fields/*`, one('schemaField')],
  [`POST ${root}/schema/fields.json`, saved('schemaField')],
  [`POST ${root}/schema/fields/*`, saved('schemaField')],
];

/** Records that an integration keys itself: companies, opportunities and the like. */
function objectRows(path: string, name: KindName): readonly Row[] {
  return [
    [`GET ${path}/describe.json`, few('objectType', 1)],
    [`GET ${path}.json`, pages(name)],
    [`POST ${path}.json`, saved(name)],
    [`POST ${path}/delete.json`, marked(name, 'deleted')],
  ];
}

const leadRows: readonly Row[] = [
  ['GET /rest/v1/lead/*', one('lead', { kind: 'error', code: '1004', message: 'Lead not found' })],
  ['GET /rest/v1/leads.json', pages('lead')],
  ['POST /rest/v1/leads.json', saved('lead')],
  ['DELETE /rest/v1/leads.json', marked('lead', 'deleted')],
  ['POST /rest/v1/leads/delete.json', marked('lead', 'deleted')],
  ['GET /rest/v1/leads/batch/*', importStatus({ processed: 'numOfLeadsProcessed' })],
  ['GET /rest/v1/leads/describe.json', listed(fieldsOfLead)],
  ['GET /rest/v1/leads/describe2.json', few('leadSchema', 1)],
  ['GET /rest/v1/leads/partitions.json', few('partition')],
  ['POST /rest/v1/leads/partitions.json', marked('partition', 'updated')],
  ['GET /rest/v1/leads/programs/*', pages('lead')],
  ['POST /rest/v1/leads/programs/*/status.json', marked('lead', 'updated')],
  ['POST /rest/v1/leads/push.json', saved('lead')],
  ['POST /rest/v1/leads/submitForm.json', saved('lead')],
  ...fieldRows('/rest/v1/leads'),
  ['POST /rest/v1/leads/*/associate.json', well],
  ['POST /rest/v1/leads/*/merge.json', well],
  ['GET /rest/v1/leads/*/*', pages('membership')],
];

const databaseRows: readonly Row[] = [
  ...leadRows,
  ['GET /rest/v1/activities/pagingtoken.json', pagingToken],
  ['GET /rest/v1/activities/types.json', few('activityType', 10)],
  ['GET /rest/v1/activities/leadchanges.json', streams('leadChange')],
  ['GET /rest/v1/activities/deletedleads.json', streams('deletedLead')],
  ['GET /rest/v1/activities.json', streams('activity')],
  ['POST /rest/v1/activities/external.json', saved('activity', added)],
  ['GET /rest/v1/activities/external/types.json', few('activityType')],
  ['GET /rest/v1/activities/external/type/*/describe.json', few('activityType', 1)],
  ['POST /rest/v1/activities/external/**', few('activityType', 1)],
  ['GET /rest/v1/campaigns.json', pages('campaign')],
  ['GET /rest/v1/campaigns/*', one('campaign')],
  ['POST /rest/v1/campaigns/**', done('campaign')],
  ['GET /rest/v1/lists.json', pages('list')],
  ['GET /rest/v1/lists/*', one('list')],
  ['GET /rest/v1/list/*/leads.json', pages('lead')],
  ['GET /rest/v1/lists/*/leads.json', pages('lead')],
  ['POST /rest/v1/lists/*/leads.json', marked('lead', 'added')],
  ['DELETE /rest/v1/lists/*/leads.json', marked('lead', 'removed')],
  ['GET /rest/v1/lists/*/leads/ismember.json', marked('lead', 'memberof')],
  ['POST /rest/v1/lists/*/leads/ismember.json', marked('lead', 'memberof')],
  ...fieldRows('/rest/v1/companies'),
  ...fieldRows('/rest/v1/opportunities'),
  ...fieldRows('/rest/v1/namedaccounts'),
  ...fieldRows('/rest/v1/programs/members'),
  ...objectRows('/rest/v1/companies', 'company'),
  ...objectRows('/rest/v1/opportunities/roles', 'opportunityRole'),
  ...objectRows('/rest/v1/opportunities', 'opportunity'),
  ...objectRows('/rest/v1/salespersons', 'salesPerson'),
  ...objectRows('/rest/v1/namedaccounts', 'namedAccount'),
  ...objectRows('/rest/v1/namedAccountLists', 'namedAccountList'),
  ['GET /rest/v1/namedAccountList/*/namedAccounts.json', pages('namedAccount')],
  ['POST /rest/v1/namedAccountList/*/namedAccounts.json', marked('namedAccount', 'added')],
  ['POST /rest/v1/namedAccountList/*/namedAccounts/remove.json', marked('namedAccount', 'removed')],
  ['GET /rest/v1/customobjects/schema.json', few('objectType')],
  ['GET /rest/v1/customobjects/schema/fieldDataTypes.json', few('dataType', 1)],
  ['GET /rest/v1/customobjects/schema/linkableObjects.json', few('linkableObject')],
  ['GET /rest/v1/customobjects/schema/*/dependentAssets.json', few('dependentAsset')],
  ['GET /rest/v1/customobjects/schema/*/describe.json', few('objectType', 1)],
  ['POST /rest/v1/customobjects/schema.json', few('objectType', 1)],
  ['POST /rest/v1/customobjects/schema/**', well],
  ['GET /rest/v1/customobjects.json', few('objectType')],
  ...objectRows('/rest/v1/customobjects/*', 'customObject'),
  ['GET /rest/v1/program/members/describe.json', few('objectType', 1)],
  ['GET /rest/v1/programs/members/describe.json', few('objectType', 1)],
  ['GET /rest/v1/programs/*/members.json', pages('programMember')],
  ['POST /rest/v1/programs/*/members.json', marked('programMember', 'updated')],
  ['POST /rest/v1/programs/*/members/delete.json', marked('programMember', 'deleted')],
  ['POST /rest/v1/programs/*/members/status.json', marked('programMember', 'updated')],
  ['GET /rest/v1/stats/errors/**', few('errorUsage', 7)],
  ['GET /rest/v1/stats/errors.json', few('errorUsage', 1)],
  ['GET /rest/v1/stats/usage/**', few('usage', 7)],
  ['GET /rest/v1/stats/usage.json', few('usage', 1)],
];

/** An asset with the parts that all of them have; its own rows stand before. */
function assetRows(one_: string, many: string, name: KindName): readonly Row[] {
  const root = `/rest/asset/v1/${one_}`;
  return [
    [`GET ${root}/byName.json`, byName(name)],
    [`GET ${root}/*/usedBy.json`, few('usedBy')],
    [`GET /rest/asset/v1/${many}/*/usedBy.json`, few('usedBy')],
    [`GET ${root}/*/smartList.json`, few('smartList', 1)],
    [`GET ${root}/*/variables.json`, few('variable')],
    [`GET ${root}/*/dynamicContent.json`, few('dynamicContent', 1)],
    [`GET ${root}/*/dynamicContent/*`, few('dynamicContent', 1)],
    [`GET ${root}/*/fullContent.json`, few('fullContent', 1)],
    [`GET ${root}/*/content.json`, few('content')],
    [`GET ${root}/*/content`, few('fullContent', 1)],
    [`GET ${root}/*`, one(name)],
    [`GET /rest/asset/v1/${many}.json`, offsets(name)],
    [`POST /rest/asset/v1/${many}.json`, made(name)],
    [`POST ${root}/*/clone.json`, made(name)],
    [`POST ${root}/*/delete.json`, done(name, true)],
    [`POST ${root}/*/approveDraft.json`, changed(name, { status: 'approved' })],
    [`POST ${root}/*/unapprove.json`, changed(name, { status: 'draft' })],
    [`POST ${root}/*/discardDraft.json`, done(name)],
    [`POST ${root}/*`, changed(name)],
    [`POST ${root}/**`, done(name)],
  ];
}

const assetsRows: readonly Row[] = [
  ['GET /rest/asset/v1/email/ccFields.json', few('ccField')],
  ['GET /rest/asset/v1/landingPage/*/content.json', few('pageContent')],
  ['GET /rest/asset/v1/landingPage/*/preview.json', few('fullContent', 1)],
  ['GET /rest/asset/v1/form/fields.json', few('formField')],
  ['GET /rest/asset/v1/form/programMemberFields.json', few('formField')],
  ['GET /rest/asset/v1/form/*/fields.json', few('formField')],
  ['GET /rest/asset/v1/form/*/thankYouPage.json', few('thankYouPage', 1)],
  ['GET /rest/asset/v1/folder/*/tokens.json', few('tokenList', 1)],
  ['GET /rest/asset/v1/folder/*/content.json', few('usedBy')],
  ['GET /rest/asset/v1/program/byTag.json', few('program')],
  ['GET /rest/asset/v1/segmentation.json', few('segmentation')],
  ['GET /rest/asset/v1/segmentation/*/segments.json', few('segment')],
  ['GET /rest/asset/v1/landingPageDomains.json', few('landingPageDomain')],
  ...assetRows('email', 'emails', 'email'),
  ...assetRows('emailTemplate', 'emailTemplates', 'emailTemplate'),
  ...assetRows('file', 'files', 'file'),
  ...assetRows('folder', 'folders', 'folder'),
  ...assetRows('form', 'forms', 'form'),
  ...assetRows('landingPage', 'landingPages', 'landingPage'),
  ...assetRows('landingPageTemplate', 'landingPageTemplates', 'landingPageTemplate'),
  ...assetRows('redirectRule', 'redirectRules', 'redirectRule'),
  ...assetRows('program', 'programs', 'program'),
  ...assetRows('smartCampaign', 'smartCampaigns', 'smartCampaign'),
  ...assetRows('smartList', 'smartLists', 'smartList'),
  ...assetRows('snippet', 'snippets', 'snippet'),
  ...assetRows('staticList', 'staticLists', 'staticList'),
  ...assetRows('channel', 'channels', 'channel'),
  ...assetRows('tagType', 'tagTypes', 'tagType'),
];

/** The newer asset API; what it answers is published by name only, so its records are plain. */
const designRows: readonly Row[] = [
  ['GET /rest/asset/v2/*/filter', offsets('designAsset')],
  ['GET /rest/asset/v2/*/*', one('designAsset')],
  ['POST /rest/asset/v2/*/bulk/get', few('designAsset')],
  ['POST /rest/asset/v2/*/bulk/usedby', few('usedBy')],
  ['POST /rest/asset/v2/*/usedby', few('usedBy')],
  ['POST /rest/asset/v2/*/*/delete', done('designAsset', true)],
  ['POST /rest/asset/v2/*/*/update', changed('designAsset')],
  ['POST /rest/asset/v2/**', made('designAsset')],
];

const userRows: readonly Row[] = [
  ['GET /userservice/management/v1/users/allusers.json', bareList('user')],
  ['GET /userservice/management/v1/users/roles.json', bareList('role')],
  ['GET /userservice/management/v1/users/workspaces.json', bareList('workspace')],
  ['GET /userservice/management/v1/users/*/roles.json', bareList('userRole', 1)],
  ['GET /userservice/management/v1/users/*/user.json', bareOne('user')],
  ['GET /userservice/management/v1/users/*/invite.json', bareOne('invitation')],
  ['POST /userservice/**', bare(200, {})],
];

const rows: readonly Row[] = [
  ...bulkRows,
  ...databaseRows,
  ...assetsRows,
  ...designRows,
  ...userRows,
  // Accepted, to be worked on later: Data Ingestion says no more.
  ['POST /subscriptions/**', bare(202)],
];

const patterns: readonly { readonly pattern: RegExp; readonly form: Form }[] = rows.map(([pattern, form]) => ({
  pattern: toPattern(pattern),
  form,
}));

const known = new Map<string, Form | undefined>();

/** How an operation answers; `undefined` for the identity service, which needs no answer made up. */
export function formOf({ id }: Operation): Form | undefined {
  if (!known.has(id)) known.set(id, patterns.find(({ pattern }) => pattern.test(id))?.form);
  return known.get(id);
}

function toPattern(row: string): RegExp {
  const parts = row
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.+' : part === '*' ? '[^/]+' : part.replaceAll('.', '\\.')));
  return new RegExp(`^${parts.join('')}$`);
}
