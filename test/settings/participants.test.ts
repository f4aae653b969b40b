import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readParticipants } from '../../src/settings/participants.ts';

const sample = 'participants.sample.json';
type Json = ReturnType<typeof JSON.parse>;

const folder = mkdtempSync(join(tmpdir(), 'qt-participants-'));

/** The sample with one change, as a file. */
function changed(change: (json: Json) => void): string {
  const json = JSON.parse(readFileSync(sample, 'utf8'));
  change(json);
  const path = join(folder, 'participants.json');
  writeFileSync(path, JSON.stringify(json));
  return path;
}

describe('the participants file', () => {
  test('the sample is one', () => {
    expect(readParticipants(sample).ldsos.map(each => each.id)).toEqual(['EEN', 'CVD', 'KES']);
  });

  test('what is left out has the programme’s usual value', () => {
    const path = changed(json => {
      json.programme = { name: 'Small' };
      delete json.ldsos[0].calendar;
    });
    expect(readParticipants(path).programme).toMatchObject({
      standUp: '09:00',
      leakReminderMinutes: 15,
      timeZone: 'Europe/London',
    });
    expect(readParticipants(path).ldsos[0]?.calendar.region).toBe('england-and-wales');
  });

  test.each([
    [
      'programme.standUp',
      (json: Json) => {
        json.programme.standUp = '9am';
      },
      'write a time as HH:mm',
    ],
    [
      'programme.leakReminderMinutes',
      (json: Json) => {
        json.programme.leakReminderMinutes = 0;
      },
      '>=1',
    ],
    [
      'programme.timeZone',
      (json: Json) => {
        json.programme.timeZone = 'London';
      },
      'write a time zone',
    ],
    [
      'ldsos.1.id',
      (json: Json) => {
        json.ldsos[1].id = 'cvd';
      },
      'write 2 to 8 capitals',
    ],
    [
      'ldsos.2.mpanRefPattern',
      (json: Json) => {
        json.ldsos[2].mpanRefPattern = '(';
      },
      'write a regular expression',
    ],
    [
      'ldsos.0.azureDevOps.organisationUrl',
      (json: Json) => {
        json.ldsos[0].azureDevOps.organisationUrl = 'een';
      },
      'write the address',
    ],
    [
      'ldsos.0.azureDevOps.signIn',
      (json: Json) => {
        json.ldsos[0].azureDevOps.signIn = {};
      },
      'tokenVariable',
    ],
  ])('a mistake at %s is named with file, place and what to write', (place, change, advice) => {
    const path = changed(change);
    expect(() => readParticipants(path)).toThrow(`${path}: ${place}: `);
    expect(() => readParticipants(path)).toThrow(advice);
  });

  test('two LDSOs never share an id or a channel', () => {
    const path = changed(json => {
      json.ldsos[1].channelId = json.ldsos[0].channelId;
    });
    expect(() => readParticipants(path)).toThrow('stands twice');
  });

  test('a file that is missing or is no JSON says so in one line', () => {
    expect(() => readParticipants(join(folder, 'none.json'))).toThrow(/cannot be read \(ENOENT\)/);
    const path = join(folder, 'broken.json');
    writeFileSync(path, '{');
    expect(() => readParticipants(path)).toThrow(/is not JSON/);
  });
});

describe('how an LDSO signs in to Azure DevOps', () => {
  const app = { tenantId: 'a-tenant', clientId: 'an-app' };
  const signedIn = (signIn: object) =>
    changed(json => {
      json.ldsos[0].azureDevOps.signIn = signIn;
    });

  test.each([
    [{ tokenVariable: 'ADO_TOKEN_EEN' }],
    [{ managedIdentity: true }],
    [{ managedIdentity: true, clientId: 'an-identity' }],
    [{ ...app, clientSecretVariable: 'ADO_SECRET_EEN' }],
    [{ ...app, certificateFile: 'een.pem' }],
    [{ ...app, certificateFile: 'een.pem', certificatePasswordVariable: 'ADO_CERTIFICATE_EEN' }],
  ])('is one of %j', signIn => {
    expect(readParticipants(signedIn(signIn)).ldsos[0]?.azureDevOps.signIn).toEqual(signIn);
  });

  test.each([
    [{ token: 'abc' }, /signIn: write \{"tokenVariable": "ADO_TOKEN_EEN"\}, /],
    [{ tokenVariable: 'a token itself' }, /signIn.tokenVariable: write the name of an environment variable/],
    [{ ...app }, /signIn: write /],
    [{ ...app, clientSecretVariable: 'S', certificateFile: 'een.pem' }, /signIn: write /],
  ])('is nothing else, and no secret stands in the file: %j', (signIn, words) => {
    expect(() => readParticipants(signedIn(signIn))).toThrow(words);
  });
});
