/** The rows by which clients find their endpoints: answers to `OPTIONS {organisation}/_apis/{area}`. */

export type LocationRow = {
  readonly id: string;
  readonly area: string;
  readonly resourceName: string;
  readonly routeTemplate: string;
  readonly resourceVersion: number;
  readonly minVersion: string;
  readonly maxVersion: string;
  readonly releasedVersion: string;
};

// Under each area: resource, id, resource version, lowest version, released version (- for a preview), route.
// A dollar sign in a route is written "$[type}" here, since the brace would be a placeholder of this text.
// Source: OPTIONS recordings in the tests of Azure/azure-devops-cli-extension (MIT), January 2025; the rows of
// `testresults`, which that service does not list, follow the paths of Microsoft's REST specification 7.1 and the
// ids in azure-devops-node-api 17.0.1.
const table = `
Location
  ConnectionData 00d9565f-ed9c-4a06-9a50-00e7896ccab4 1 1.0 - _apis/{resource}
  ResourceAreas e81700f7-3be2-46de-8624-2eb35882fcaa 1 3.2 - _apis/{resource}/{areaId}
core
  projects 603fe2ac-9723-48b9-88ad-09305aa6c6e1 4 1.0 7.1 _apis/{resource}/{*projectId}
testplan
  Plans 0e292477-a0c2-47f3-a9b6-34f153d627f4 1 5.0 7.1 {project}/_apis/{area}/{resource}/{planId}
  Suites 1046d5d3-ab61-4ca7-a65a-36118a978256 1 5.0 7.1 {project}/_apis/{area}/Plans/{planId}/{resource}/{suiteId}
  Suites a4080e84-f17b-4fad-84f1-7960b6525bf2 3 1.0 7.1 _apis/{area}/{resource}
  SuiteTestCase a9bd61ac-45cf-4d13-9441-43dcd01edf8d 3 5.1 7.1 {project}/_apis/{area}/Plans/{planId}/Suites/{suiteId}/TestCase/{testCaseId}
  TestPoint 52df686e-bae4-4334-b0ee-b6cf4e6f6b73 2 5.1 7.1 {project}/_apis/{area}/Plans/{planId}/Suites/{suiteId}/TestPoint/{pointIds}
  SuiteEntry d6733edf-72f1-4252-925b-c560dfe9b75a 1 5.0 7.1 {project}/_apis/{area}/{resource}/{suiteId}
  Configurations 8369318e-38fa-4e84-9043-4b2a75d2c256 1 5.0 7.1 {project}/_apis/{area}/{resource}/{testConfigurationId}
  TestCases 29006fb5-816b-4ff7-a329-599943569229 1 5.0 7.1 {project}/_apis/{area}/{resource}/{testCaseId}
Test
  Runs cadb3810-d47d-4a3c-a234-fe5f3be50138 3 1.0 7.1 {project}/_apis/test/{resource}/{runId}
  Runs 0a42c424-d764-4a16-a2d5-5c85f87d0ae8 3 1.0 7.1 {project}/_apis/test/{resource}/{runId}/Statistics
  Results 4637d869-3a76-4468-8057-0bb02aa385cf 6 1.0 7.1 {project}/_apis/test/Runs/{runId}/{resource}/{testCaseResultId}
  Results 6711da49-8e6f-4d35-9f73-cef7a3c81a5b 6 3.0 7.1 {project}/_apis/test/{resource}
  Iterations 73eb9074-3446-4c44-8296-2f811950ff8d 3 1.0 7.1 {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/{resource}/{iterationId}
  Attachments 2bffebe9-2f0f-4639-9af8-56129e9fed2d 1 2.0 7.1 {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/{resource}/{attachmentId}
  Attachments 4f004af4-a507-489c-9b13-cb62060beb11 1 2.0 7.1 {project}/_apis/test/Runs/{runId}/{resource}/{attachmentId}
  Bugs 6de20ca2-67de-4faf-97fa-38c5d585eb00 1 2.0 - {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/{resource}
  Points 3bcfd5c8-be62-488e-b1da-b8289ce9299c 2 1.0 7.1 {project}/_apis/test/Plans/{planId}/Suites/{suiteId}/{resource}/{pointIds}
  Points b4264fd0-a5d1-43e2-82a5-b9c46b7da9ce 2 1.0 7.1 {project}/_apis/test/{resource}
  ResultRetentionSettings a3206d9e-fa8d-42d3-88cb-f75c51e69cde 1 2.0 7.1 {project}/_apis/test/{resource}
testresults
  runs 364538f9-8062-4ce0-b024-75a0fb463f0d 1 5.0 - {project}/_apis/{area}/{resource}/{runId}
  results 02afa165-e79a-4d70-8f0c-2af0f35b4e07 2 5.0 - {project}/_apis/{area}/runs/{runId}/{resource}/{testResultId}
  attachments 2a632e97-e014-4275-978f-8e5c4906d4b3 1 5.0 - {project}/_apis/{area}/runs/{runId}/results/{testCaseResultId}/{resource}/{attachmentId}
  attachments b5731898-8206-477a-a51d-3fdf116fc6bf 1 5.0 - {project}/_apis/{area}/runs/{runId}/{resource}/{attachmentId}
  bugs d8dbf98f-eb34-4f8d-8365-47972af34f29 1 5.0 - {project}/_apis/{area}/runs/{runId}/results/{testCaseResultId}/{resource}
  statistics 82b986e8-ca9e-4a89-b39e-f65c69bc104a 2 5.0 - {project}/_apis/{area}/runs/{runId}/{resource}
  tags a5e2f411-2b43-45f3-989c-05b71339f5b8 1 5.0 - {project}/_apis/{area}/runs/{runId}/{resource}
wit
  workItems 62d3d110-0047-428c-ad3c-4fe872c91c74 3 1.0 7.1 {project}/_apis/{area}/{resource}/$[type}
  workItems 72c7ddf8-2cdc-4f60-90cd-ab71c14a399b 3 1.0 7.1 {project}/_apis/{area}/{resource}/{id}
  workItemsBatch 908509b6-4248-4475-a1cd-829139ba419f 1 5.0 7.1 {project}/_apis/{area}/{resource}
  batch 92eefc1f-1e81-473d-88d6-749205248dc3 2 1.0 7.1 _apis/{area}/$[resource}
  wiql 1a9c53f7-f243-4447-b110-35ef023636e4 2 1.0 7.1 {project}/{team}/_apis/{area}/{resource}
  comments 608aac0a-32e1-4493-a863-b9cf4566d257 4 5.1 - {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}
  attachments e07b5fa4-1499-494d-a496-64b860fd64ff 4 1.0 7.1 {project}/_apis/{area}/{resource}/{id}
  updates 6570bf97-d02c-4a91-8d93-3abe9895b1a9 4 1.0 7.1 {project}/_apis/{area}/workItems/{id}/updates/{updateNumber}
  revisions a00c85a5-80fa-4565-99c3-bcd2181434bb 3 1.0 7.1 {project}/_apis/{area}/workItems/{id}/revisions/{revisionNumber}
  workItemRevisions f828fe59-dd87-495d-a17c-7a8d6211ca6c 2 2.0 7.1 {project}/_apis/{area}/reporting/{resource}
  workItemTypes 7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa 2 1.0 7.1 {project}/_apis/{area}/{resource}/{type}
  workItemTypeStates 7c9d7a76-4a09-43e8-b5df-bd792f4ac6aa 1 1.0 7.1 {project}/_apis/{area}/workitemtypes/{type}/states
  workItemTypesField bd293ce5-3d25-4192-8e67-e8092e879efb 3 1.0 7.1 {project}/_apis/{area}/workitemtypes/{type}/fields/{field}
  fields b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94 3 1.0 7.1 {project}/_apis/{area}/{resource}/{fieldNameOrRefName}
  workItemRelationTypes f5d33bc9-5b49-4a3c-a9bd-f3cd46dd2165 2 1.0 7.1 _apis/{area}/{resource}/{relation}
hooks
  subscriptions fc50d02a-849f-41fb-8af1-0a5216103269 1 1.0 7.1 _apis/{area}/{resource}/{subscriptionId}
  notifications 0c62d343-21b0-4732-997b-017fde84dc28 1 1.0 7.1 _apis/{area}/subscriptions/{subscriptionId}/{resource}/{notificationId}
  notificationsQuery 1a57562f-160a-4b5c-9185-905e95b39d36 1 1.0 7.1 _apis/{area}/{resource}
`;

export const locations: readonly LocationRow[] = read(table);

function read(text: string): readonly LocationRow[] {
  const rows: LocationRow[] = [];
  let area = '';
  for (const line of text.trim().split('\n')) {
    const [resourceName = '', id, resourceVersion, minVersion = '', released = '', route = ''] = line
      .trim()
      .split(' ');
    if (id === undefined) {
      area = resourceName;
      continue;
    }
    rows.push({
      id,
      area,
      resourceName,
      routeTemplate: route.replace('$[', '${'),
      resourceVersion: Number(resourceVersion),
      minVersion,
      maxVersion: '7.2',
      releasedVersion: released === '-' ? '0.0' : released,
    });
  }
  return rows;
}

/** Areas with the address that serves them in the cloud. Three rows are named Test there; clients know them by id. */
export const resourceAreas: readonly {
  readonly id: string;
  readonly name: string;
  readonly home: 'main' | 'results';
}[] = [
  { id: '79134c72-4a58-4b42-976c-04e7115f32bf', name: 'core', home: 'main' },
  { id: '5264459e-e5e0-4bd8-b118-0985e68a4ec5', name: 'wit', home: 'main' },
  { id: '3b95fb80-fdda-4218-b60e-1052d070ae6b', name: 'Test', home: 'main' },
  { id: 'c2aa639c-3ccc-4740-b3b6-ce2a1e1d984e', name: 'Test', home: 'main' },
  { id: 'b4a54c31-29a1-41e6-b301-d35b1ed663a0', name: 'Test', home: 'main' },
  { id: 'e4c27205-9d23-4c98-b958-d798bc3f9cd4', name: 'testplan', home: 'main' },
  { id: 'c83eaf52-edf3-4034-ae11-17d38f25404c', name: 'testresults', home: 'results' },
  { id: 'c08c062a-b973-4754-b339-8de3b6fe53ec', name: 'tcm', home: 'results' },
  { id: '6f0d0cb2-7079-41fa-aeef-4772f7a835f7', name: 'hookssvc', home: 'main' },
];
