// The Teams AI application: every activity goes to one handler, and the request is answered when that has finished.
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import { type Activity, type InvokeResponse, StatusCodes, type TurnContext } from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector';

export type BotIdentity = {
  /** Undefined: local mode, nobody signs in. */
  readonly appId: string | undefined;
  readonly appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  readonly appTenantId: string | undefined;
  readonly appPassword: string | undefined;
  /** Another key server for inbound tokens, for tests and for national clouds. */
  readonly openIdMetadataUrl: string | undefined;
};

/** What a card's button answers to the one who pressed it. */
export type Handled = { readonly said?: string };

/**
 * @param handle is given the activity; when it throws, Teams gets 500 and sends the activity again
 */
export function teamsBot(
  identity: BotIdentity,
  handle: (activity: Activity) => Promise<Handled>,
  onFault: (error: unknown) => void,
): { readonly adapter: TeamsAdapter; readonly run: (context: TurnContext) => Promise<void> } {
  const adapter = new StrictAdapter(settingsOf(identity));
  adapter.onTurnError = async (_context, error) => {
    onFault(error);
    // The SDK puts the error's message into the response, so the real one must not go on.
    throw new Error('not recorded, send again');
  };
  // Mentions are taken out by our own reader: the SDK's leaves `&nbsp;` and half of a two-word name behind.
  const app = new QuietApplication({ adapter, removeRecipientMention: false });
  app.adaptiveCards.actionExecute(/.*/, async context => {
    const { said } = await handle(context.activity);
    return said ?? 'Noted.';
  });
  app.activity(/.*/, async context => {
    await handle(context.activity);
  });
  return {
    adapter,
    run: async context => {
      await app.run(context);
    },
  };
}

/**
 * The library sends "typing" for every message after a second and ignores its own switch (teams-ai 1.7.4): in a channel
 * where the bot hears everybody that is noise. Remove when `startTypingTimer: false` is honoured.
 */
class QuietApplication extends Application {
  override startTypingTimer(): void {
    // Nobody is told that the bot is typing.
  }
}

type Turn = (context: TurnContext) => Promise<void>;
type Answer = InvokeResponse | undefined;
type SignedIn = AuthenticateRequestResult;

/**
 * A token with a wrong signature is answered 500 by the SDK (botbuilder 4.23.3: the JWT library's errors are not its own);
 * it is a refusal, so it is made 401 here.
 */
class StrictAdapter extends TeamsAdapter {
  protected override processActivity(header: string, activity: Activity, logic: Turn): Promise<Answer>;
  protected override processActivity(signedIn: SignedIn, activity: Activity, logic: Turn): Promise<Answer>;
  protected override async processActivity(
    auth: string | SignedIn,
    activity: Activity,
    logic: Turn,
  ): Promise<Answer> {
    try {
      // Two calls, since the overloads of the SDK take one of the two, not either.
      return typeof auth === 'string'
        ? await super.processActivity(auth, activity, logic)
        : await super.processActivity(auth, activity, logic);
    } catch (error) {
      const isToken =
        error instanceof Error && /^(JsonWebToken|NotBefore|TokenExpired)Error$/.test(error.name);
      if (isToken) throw new AuthenticationError('Unauthorized', StatusCodes.UNAUTHORIZED);
      throw error;
    }
  }
}

function settingsOf(identity: BotIdentity): ConstructorParameters<typeof TeamsAdapter>[0] {
  const { appId, appType, appTenantId, appPassword, openIdMetadataUrl } = identity;
  if (appId === undefined) return {};
  const credentials = {
    MicrosoftAppId: appId,
    MicrosoftAppType: appType === 'UserAssignedMSI' ? 'UserAssignedMsi' : appType,
    ...(appTenantId === undefined ? {} : { MicrosoftAppTenantId: appTenantId }),
    ...(appPassword === undefined ? {} : { MicrosoftAppPassword: appPassword }),
  };
  if (openIdMetadataUrl === undefined) return credentials;
  // Setting one of these drops all the SDK's defaults, so all are named.
  return {
    ...credentials,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'true',
  };
}
