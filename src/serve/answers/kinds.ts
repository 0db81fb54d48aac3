/**
 * What records look like, by kind. In texts `{n}` stands for the record's number and `{guid}` for an id in the form of a
 * UUID; a text that is only `{id}` is the number itself, `{date}` and `{later}` are points in time.
 */
export type Template = Readonly<Record<string, unknown>>;

export interface Kind {
  /** The number of the first record; the others follow it. */
  readonly first: number;
  /** The field that names a record. */
  readonly key: string;
  readonly fields: Template;
}

const dates = { createdAt: '{date}', updatedAt: '{later}' } as const;
const folder = { type: 'Folder', value: 416, folderName: 'Design Studio' } as const;
const inWorkspace = { workspace: 'Default' } as const;
const draft = { status: 'approved', ...inWorkspace } as const;

function kind(first: number, fields: Template, key = 'id'): Kind {
  return { first, key, fields };
}

/** An asset of version 1 of the asset API. */
function asset(first: number, title: string, more: Template = {}): Kind {
  const url = `https://app-stand-in.example/#${title.replaceAll(' ', '')}{n}`;
  return kind(first, { id: '{id}', name: `${title} {n}`, description: '', ...dates, url, folder, ...draft, ...more });
}

/** A record that Marketo names by its GUID and a key of the subscription's own. */
function keyed(first: number, key: string, more: Template): Kind {
  return kind(first, { marketoGUID: '{guid}', ...dates, [key]: `${key}-{n}`, ...more }, key);
}

const dateField = { dataType: 'datetime', description: '' } as const;

export const kinds = {
  lead: kind(1_000_001, {
    id: '{id}',
    firstName: 'First{n}',
    lastName: 'Last{n}',
    email: 'person{n}@stand-in.example',
    company: 'Company {n}',
    leadPartitionId: 1,
    ...dates,
  }),
  activity: kind(2_000_001, {
    id: '{id}',
    marketoGUID: '{n}',
    leadId: 1_000_001,
    activityDate: '{date}',
    activityTypeId: 1,
    primaryAttributeValueId: 51,
    primaryAttributeValue: 'page-{n}.html',
    attributes: [{ name: 'Client IP Address', value: '203.0.113.7' }],
  }),
  leadChange: kind(2_100_001, {
    id: '{id}',
    marketoGUID: '{n}',
    leadId: 1_000_001,
    activityDate: '{date}',
    activityTypeId: 13,
    fields: [{ id: 56, name: 'leadScore', newValue: '{n}', oldValue: '0' }],
    attributes: [{ name: 'Source', value: 'Web service API' }],
  }),
  deletedLead: kind(2_200_001, {
    id: '{id}',
    marketoGUID: '{n}',
    leadId: 1_900_001,
    activityDate: '{date}',
    activityTypeId: 37,
    primaryAttributeValueId: 1_900_001,
    primaryAttributeValue: 'First{n} Last{n}',
    attributes: [{ name: 'Campaign', value: 'Clean up' }],
  }),
  activityType: kind(1, {
    id: '{id}',
    name: 'Activity Type {n}',
    description: 'Something that a person did',
    apiName: 'activityType{n}_c',
    status: 'approved',
    triggerName: 'Does {n}',
    filterName: 'Did {n}',
    primaryAttribute: { name: 'Webpage ID', dataType: 'integer' },
    attributes: [{ name: 'Client IP Address', dataType: 'string' }],
  }),
  campaign: kind(3_001, {
    id: '{id}',
    name: 'Campaign {n}',
    description: '',
    type: 'trigger',
    programName: 'Program {n}',
    programId: 1_001,
    workspaceName: 'Default',
    ...dates,
    active: true,
  }),
  list: kind(4_001, {
    id: '{id}',
    name: 'List {n}',
    description: '',
    programName: 'Program {n}',
    workspaceName: 'Default',
    ...dates,
  }),
  membership: kind(5_001, { id: '{id}', name: 'Membership {n}', membershipDate: '{date}', updatedAt: '{later}' }),
  programMember: kind(
    1_000_001,
    {
      seq: 0,
      leadId: '{id}',
      reachedSuccess: false,
      programId: 1_001,
      acquiredBy: true,
      membershipDate: '{date}',
      statusName: 'Member',
      updatedAt: '{later}',
    },
    'leadId',
  ),
  partition: kind(1, { id: '{id}', name: 'Partition {n}', description: '' }),
  company: keyed(1, 'externalCompanyId', { seq: 0, id: '{id}', company: 'Company {n}' }),
  opportunity: keyed(1, 'externalOpportunityId', { seq: 0, name: 'Opportunity {n}' }),
  opportunityRole: keyed(1, 'externalOpportunityId', {
    seq: 0,
    leadId: 1_000_001,
    role: 'Technical Buyer',
    isPrimary: false,
  }),
  salesPerson: keyed(1, 'externalSalesPersonId', { seq: 0, id: '{id}', email: 'seller{n}@stand-in.example' }),
  customObject: keyed(1, 'externalId', { seq: 0, name: 'Custom object {n}' }),
  namedAccount: keyed(1, 'name', { seq: 0, domainName: 'account{n}.stand-in.example' }),
  namedAccountList: keyed(1, 'name', { seq: 0, type: 'default', updateable: true }),
  objectType: kind(
    1,
    {
      idField: 'marketoGUID',
      apiName: 'object{n}_c',
      displayName: 'Object {n}',
      pluralName: 'Objects {n}',
      description: '',
      ...dates,
      state: 'approved',
      version: 'approvedVersion',
      dedupeFields: ['externalId'],
      searchableFields: [['externalId'], ['marketoGUID']],
      fields: [
        { name: 'createdAt', displayName: 'Created At', dataType: 'datetime', updateable: false, crmManaged: false },
        {
          name: 'externalId',
          displayName: 'External Id',
          dataType: 'string',
          length: 255,
          updateable: true,
          crmManaged: false,
        },
      ],
      relationships: [{ field: 'leadId', type: 'child', relatedTo: { name: 'Lead', field: 'id' } }],
    },
    'apiName',
  ),
  linkableObject: kind(
    1,
    { name: 'Object {n}', fields: [{ name: 'id', displayName: 'Id', dataType: 'integer' }] },
    'name',
  ),
  dataType: kind(1, { name: 'string', type: 'string' }, 'name'),
  dependentAsset: kind(
    1,
    { assetType: 'Smart List', assetId: '{id}', assetName: 'Smart List {n}', usedFields: [] },
    'assetId',
  ),
  leadSchema: kind(
    1,
    {
      name: 'API Lead',
      searchableFields: [{ name: 'email' }, { name: 'id' }],
      fields: [
        {
          name: 'email',
          displayName: 'Email Address',
          dataType: 'email',
          length: 255,
          updateable: true,
          crmManaged: false,
        },
      ],
    },
    'name',
  ),
  schemaField: kind(
    1,
    {
      displayName: 'Field {n}',
      name: 'field{n}',
      description: '',
      dataType: 'string',
      length: 255,
      isHidden: false,
      isHtmlEncodingInEmail: true,
      isSensitive: false,
      isCustom: true,
      isApiCreated: false,
    },
    'name',
  ),
  usage: kind(
    1,
    { date: '2026-01-{n}', total: 120, users: [{ userId: 'api-user@stand-in.example', count: 120 }] },
    'date',
  ),
  errorUsage: kind(1, { date: '2026-01-{n}', total: 2, errors: [{ errorCode: '610', count: 2 }] }, 'date'),
  email: asset(6_001, 'Email', {
    subject: { type: 'Text', value: 'Subject {n}' },
    fromName: { type: 'Text', value: 'Stand-in' },
    fromEmail: { type: 'Text', value: 'news@stand-in.example' },
    replyEmail: { type: 'Text', value: 'news@stand-in.example' },
    operational: false,
    textOnly: false,
    publishToMSI: false,
    webView: false,
    template: 7_001,
  }),
  emailTemplate: asset(7_001, 'Email Template', { version: 1 }),
  file: asset(8_001, 'file', { size: 1_024, mimeType: 'image/png' }),
  folder: kind(416, {
    id: '{id}',
    name: 'Folder {n}',
    description: '',
    ...dates,
    url: 'https://app-stand-in.example/#MF{n}',
    folderId: { id: '{id}', type: 'Folder' },
    folderType: 'Marketing Folder',
    parent: { id: 15, type: 'Folder' },
    path: '/Marketing Activities/Default/Folder {n}',
    isArchive: false,
    isSystem: false,
    accessZoneId: 1,
    ...inWorkspace,
  }),
  form: asset(9_001, 'Form', {
    theme: 'simple',
    language: 'English',
    locale: 'en_US',
    progressiveProfiling: false,
    labelPosition: 'left',
  }),
  formField: kind(1, {
    id: 'Field{n}',
    label: 'Field {n}',
    dataType: 'text',
    validationMessage: 'This field is required.',
    rowNumber: 0,
    columnNumber: 0,
    required: false,
    formPrefill: true,
    visibilityRules: { ruleType: 'alwaysShow' },
  }),
  thankYouPage: kind(1, { followupType: 'none', followupValue: '', default: true }, 'followupType'),
  landingPage: asset(10_001, 'Landing Page', {
    URL: 'https://pages.stand-in.example/page-{n}.html',
    computedUrl: 'https://app-stand-in.example/#LP{n}',
    template: 11_001,
    title: 'Page {n}',
    robots: 'index, nofollow',
    mobileEnabled: false,
    formPrefill: false,
  }),
  landingPageTemplate: asset(11_001, 'Landing Page Template', { templateType: 'guided', enableMunchkin: true }),
  landingPageDomain: kind(1, { hostname: 'pages{n}.stand-in.example', type: 'alias' }, 'hostname'),
  redirectRule: kind(12_001, {
    id: '{id}',
    redirectFromUrl: 'https://pages.stand-in.example/old-{n}',
    redirectFrom: { type: 'path', value: '/old-{n}' },
    redirectTo: { type: 'landingPageId', value: '10001' },
    hostname: 'pages.stand-in.example',
    ...dates,
  }),
  program: asset(1_001, 'Program', {
    type: 'Default',
    channel: 'Content',
    costs: [],
    tags: [{ tagType: 'Region', tagValue: 'North' }],
    sfdcId: null,
    sfdcName: null,
  }),
  segmentation: asset(13_001, 'Segmentation', {}),
  segment: asset(14_001, 'Segment', { segmentationId: 13_001 }),
  smartCampaign: asset(15_001, 'Smart Campaign', {
    type: 'trigger',
    isSystem: false,
    isActive: true,
    isRequestable: true,
    isCommunicationLimitEnabled: true,
    recurrence: { weekdayOnly: false },
    qualificationRuleType: 'once',
    flowId: 21,
    computedUrl: 'https://app-stand-in.example/#SC{n}',
  }),
  smartList: asset(16_001, 'Smart List', { rules: { filterMatchType: 'all', filters: [] } }),
  staticList: asset(4_001, 'Static List', { computedUrl: 'https://app-stand-in.example/#ST{n}' }),
  snippet: asset(17_001, 'Snippet', {}),
  channel: kind(1, {
    id: '{id}',
    name: 'Channel {n}',
    applicableProgramType: 'program',
    ...dates,
    progressionStatuses: [{ name: 'Member', description: null, hidden: false, type: null, step: 10, success: false }],
  }),
  tagType: kind(
    1,
    {
      tagType: 'Region {n}',
      applicableProgramTypes: 'program, workshop',
      required: false,
      allowableValues: '[North,South]',
    },
    'tagType',
  ),
  tokenList: kind(
    416,
    {
      folder: { type: 'Folder', value: '{id}' },
      tokens: [{ name: 'my.token', type: 'text', value: 'value', computedUrl: 'https://app-stand-in.example/#MF{n}' }],
    },
    'folder',
  ),
  content: kind(
    1,
    { htmlId: 'section{n}', value: [{ type: 'HTML', value: '<p>Text {n}</p>' }], contentType: 'Text', isLocked: false },
    'htmlId',
  ),
  pageContent: kind(1, {
    id: '{id}',
    type: 'HTML',
    content: '<p>Text {n}</p>',
    index: 1,
    followupType: null,
    formattingOptions: { zIndex: 15 },
  }),
  fullContent: kind(6_001, {
    id: '{id}',
    status: 'approved',
    content: '<!DOCTYPE html><html><body>Text {n}</body></html>',
  }),
  dynamicContent: kind(1, {
    id: '{id}',
    segmentation: 13_001,
    createdAt: '{date}',
    updatedAt: '{later}',
    content: [{ segmentName: 'Default', type: 'HTML', value: 'Text {n}' }],
  }),
  variable: kind(1, { id: 'variable{n}', name: 'variable{n}', value: 'value {n}', type: 'string', moduleScope: false }),
  ccField: kind(
    1,
    { attributeId: '{n}', objectName: 'lead', displayName: 'Field {n}', apiName: 'field{n}' },
    'attributeId',
  ),
  usedBy: kind(1, { id: '{id}', name: 'Asset {n}', type: 'Email', status: 'approved', updatedAt: '{later}' }),
  designAsset: kind(20_001, {
    id: '{id}',
    name: 'Design {n}',
    description: '',
    status: 'DRAFT',
    folder: { folderId: 416, folderType: 'Folder' },
    workspaceId: 1,
    ...dates,
  }),
  user: kind(
    1,
    {
      userid: 'user{n}@stand-in.example',
      firstName: 'First{n}',
      lastName: 'Last{n}',
      emailAddress: 'user{n}@stand-in.example',
      id: '{id}',
      apiOnly: false,
      ...dates,
    },
    'userid',
  ),
  role: kind(101, {
    id: '{id}',
    name: 'Role {n}',
    description: '',
    type: 'custom',
    isHidden: false,
    isOnlyAllZones: false,
    ...dates,
  }),
  userRole: kind(
    101,
    { accessRoleId: '{id}', accessRoleName: 'Role {n}', workspaceId: 1, workspaceName: 'Default' },
    'accessRoleId',
  ),
  workspace: kind(1, {
    id: '{id}',
    name: 'Workspace {n}',
    description: '',
    status: 'active',
    globalViz: 0,
    currencyInfo: null,
    ...dates,
  }),
  invitation: kind(1, { id: '{id}', userid: 'user{n}@stand-in.example', status: 'pending', expiresAt: '{later}' }),
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** Fields that Marketo itself made up, in the form that it lists them. */
export const fieldsOfLead: readonly Template[] = [
  { id: 1, displayName: 'Id', dataType: 'integer', rest: { name: 'id', readOnly: true } },
  { id: 2, displayName: 'Email Address', dataType: 'email', length: 255, rest: { name: 'email', readOnly: false } },
  { id: 3, displayName: 'First Name', dataType: 'string', length: 255, rest: { name: 'firstName', readOnly: false } },
  { id: 4, displayName: 'Last Name', dataType: 'string', length: 255, rest: { name: 'lastName', readOnly: false } },
  { id: 5, displayName: 'Created At', ...dateField, rest: { name: 'createdAt', readOnly: true } },
  { id: 6, displayName: 'Updated At', ...dateField, rest: { name: 'updatedAt', readOnly: true } },
];
