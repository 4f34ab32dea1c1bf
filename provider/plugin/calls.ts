import type {
  CheckRequest,
  CheckResponse,
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { type Bag, isUnknown, unknownValue } from "../qualification/arguments";
import { formatId, requireId } from "../qualification/identity";
import { PartialUpdate } from "../services/qualificationService";
import type { About } from "../services/runtime";
import { ResourceIsPartial } from "./answers";
import { failuresOf } from "./failures";
import type { Previews } from "./previews";
import type { PluginResource } from "./resources";
import { close, open, type Place, secretsOf } from "./values";
import { messages } from "./wire";

/** The calls of the protocol that are about one resource, over the services. Translation only. */
export interface ResourceCalls {
  check(request: CheckRequest): Promise<CheckResponse>;
  diff(request: DiffRequest): Promise<DiffResponse>;
  create(request: CreateRequest): Promise<CreateResponse>;
  read(request: ReadRequest): Promise<ReadResponse>;
  update(request: UpdateRequest): Promise<UpdateResponse>;
  delete(request: DeleteRequest): Promise<void>;
}

/**
 * @param refreshBeforeUpdate Whether each resource is read before it is compared. The engine remembers the answer in the state of each.
 */
export function resourceCalls(resource: PluginResource, previews: Previews, refreshBeforeUpdate: () => boolean): ResourceCalls {
  /** A secret of the program stays one in whatever repeats it. */
  const always = (places: readonly Place[] = []): readonly Place[] => [...resource.secrets.map((key) => [key]), ...places];

  return {
    async check(request) {
      const olds = open(request.getOlds());
      const { plain, secrets } = open(request.getNews());
      const news = given(texts(plain, resource.arguments));
      const problems = await resource.check(olds.plain, news, about(request));
      return new messages.CheckResponse().setInputs(close(news, always(secrets))).setFailuresList(failuresOf(problems));
    },

    async diff(request) {
      const state = open(request.getOlds()).plain;
      const news = open(request.getNews()).plain;
      const { changed, replaces } = await resource.compare(request.getId(), state, news, about(request));
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      const response = new messages.DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
      if (changed.length === 0) return response;
      response.setDiffsList([...changed]).setReplacesList([...replaces]);
      // An engine of before 3.132 sends no old inputs.
      const before = request.hasOldInputs() ? open(request.getOldInputs()).plain : state;
      response.setHasdetaileddiff(true);
      for (const key of changed) response.getDetaileddiffMap().set(key, difference(key, before, news, replaces.includes(key)));
      return response;
    },

    async create(request) {
      const { plain: news, secrets } = open(request.getProperties());
      const response = new messages.CreateResponse().setRefreshBeforeUpdate(refreshBeforeUpdate());
      if (!request.getPreview()) {
        const { id, state } = await resource.create(news, about(request));
        return response.setId(id).setProperties(close(state, always(secrets)));
      }
      const seen = hasUnknown(resource, news) ? undefined : await previews.look(resource, news, about(request));
      if (seen) response.setId(seen.id);
      const outputs = seen?.action === "adopt" ? seen.state : { ...news, ...unknowns(resource) };
      return response.setProperties(close(outputs, always(secrets)));
    },

    async update(request) {
      const { plain: state, secrets: held } = open(request.getOlds());
      const { plain: news, secrets } = open(request.getNews());
      const response = new messages.UpdateResponse().setRefreshBeforeUpdate(refreshBeforeUpdate());
      if (request.getPreview()) {
        const kept = Object.entries(state).filter(([key]) => !resource.arguments.includes(key));
        return response.setProperties(close({ ...Object.fromEntries(kept), ...news, ...unknowns(resource) }, always(secrets)));
      }
      try {
        return response.setProperties(close(await resource.update(request.getId(), state, news, about(request)), always(secrets)));
      } catch (error) {
        if (!(error instanceof PartialUpdate)) throw error;
        // The engine keeps the old inputs with this state, so that the change is asked for again.
        throw new ResourceIsPartial(error, request.getId(), close(error.state, always([...held, ...secrets])), refreshBeforeUpdate());
      }
    },

    async read(request) {
      const state = open(request.getProperties());
      const inputs = open(request.getInputs());
      // An import has nothing but the id. A `get` hands over the arguments that the program knows.
      const importing = Object.keys(state.plain).length === 0;
      const response = new messages.ReadResponse().setRefreshBeforeUpdate(refreshBeforeUpdate());
      const found = await resource.read(request.getId(), importing ? undefined : state.plain, about(request));
      // Without an id the engine says that it does not exist, or takes it out of the state.
      if (!found || (importing && found.listed === false)) return response;
      const secrets = always(secretsOf([state, inputs]));
      const declared = importing ? argumentsOf(resource, found.state) : found.inputs;
      return response
        .setId(importing ? formatId(requireId(request.getId())) : request.getId())
        .setProperties(close(found.state, secrets))
        .setInputs(close(declared, secrets));
    },

    async delete(request) {
      await resource.forget(request.getId(), open(request.getProperties()).plain, about(request));
    },
  };
}

function about(request: { getUrn(): string }): About {
  const urn = request.getUrn();
  return urn === "" ? {} : { urn, name: urn.split("::").slice(3).join("::") };
}

/** A bag without what is not given: a `null` of a YAML program, and what the SDK adds to the arguments. */
function given(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([key, value]) => value !== null && !key.startsWith("__")));
}

/**
 * A bag with a text where Pulumi has made a number or a boolean of one: in a YAML program a configured value of digits, such as a validation code, is a
 * number. All our arguments are texts. Pulumi leaves digits behind a zero as they are, and what a number cannot hold is left for `check` to refuse.
 */
function texts(bag: Bag, keys: readonly string[]): Bag {
  const whole = (value: unknown): boolean => typeof value === "boolean" || Number.isSafeInteger(value);
  return Object.fromEntries(Object.entries(bag).map(([key, value]) => [key, keys.includes(key) && whole(value) ? String(value) : value]));
}

function argumentsOf(resource: PluginResource, state: Bag): Bag {
  return given(Object.fromEntries(resource.arguments.filter((key) => state[key] !== undefined).map((key) => [key, state[key]])));
}

function hasUnknown(resource: PluginResource, news: Bag): boolean {
  return resource.arguments.some((key) => isUnknown(news[key]));
}

function unknowns(resource: PluginResource): Bag {
  return Object.fromEntries(resource.observed.map((key) => [key, unknownValue]));
}

function difference(key: string, before: Bag, news: Bag, replaces: boolean) {
  const { Kind } = messages.PropertyDiff;
  const [was, is] = [before[key] ?? undefined, news[key] ?? undefined];
  const kind =
    was === undefined
      ? replaces
        ? Kind.ADD_REPLACE
        : Kind.ADD
      : is === undefined
        ? replaces
          ? Kind.DELETE_REPLACE
          : Kind.DELETE
        : replaces
          ? Kind.UPDATE_REPLACE
          : Kind.UPDATE;
  // Where the inputs are the same, only Microsoft's side has changed: what the state holds is compared with what is declared.
  return new messages.PropertyDiff().setKind(kind).setInputdiff(was !== is);
}
