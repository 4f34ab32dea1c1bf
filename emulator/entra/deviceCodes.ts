import { randomBytes, randomInt } from "node:crypto";
import { beginning } from "../newest";
import type { Refusal } from "./clientCheck";

/** A sign-in on another device, from the request for a code to its redemption (RFC 8628). */
export interface DeviceSignIn {
  readonly deviceCode: string;
  /** What the user types: letters and digits that are not mistaken for one another. */
  readonly userCode: string;
  readonly tenantId: string;
  /** What was asked for: RFC 8628 has it here, and not in the token request. */
  readonly scope: string | undefined;
  readonly resource: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  verdict: "pending" | "accepted" | "declined" | "redeemed";
}

/** Seconds: Entra's 15 minutes and 5 seconds between two looks (learn: identity-platform/v2-oauth2-device-code). */
export const deviceCodeLifetime = 900;
export const deviceCodeInterval = 5;

/** Sign-ins that may wait at a time: anybody can begin one. */
const most = 10_000;
const longestScope = 1024;

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** The device sign-ins of one emulator. Kept in memory: a restart ends them. */
export class DeviceCodes {
  readonly #signIns = new Map<string, DeviceSignIn>();

  start(tenantId: string, scope: string | undefined, resource: string | undefined, now: number): DeviceSignIn {
    for (const { deviceCode, expiresAt } of this.#signIns.values()) {
      // Oldest first.
      if (expiresAt > now && this.#signIns.size < most) break;
      this.#signIns.delete(deviceCode);
    }
    const signIn: DeviceSignIn = {
      deviceCode: `emulator-device-code.${randomBytes(24).toString("base64url")}`,
      userCode: Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join(""),
      tenantId,
      scope: scope === undefined ? undefined : beginning(scope, longestScope),
      resource: resource === undefined ? undefined : beginning(resource, longestScope),
      expiresAt: now + deviceCodeLifetime * 1000,
      verdict: "pending",
    };
    this.#signIns.set(signIn.deviceCode, signIn);
    return signIn;
  }

  /** The sign-in that waits for this user code, written in any case and with any spaces. */
  waiting(userCode: string, now: number): DeviceSignIn | undefined {
    const plain = userCode.replaceAll(/[\s-]/g, "").toUpperCase();
    return [...this.#signIns.values()].find((each) => each.userCode === plain && each.verdict === "pending" && each.expiresAt > now);
  }

  /** Redeems the device code of a token request, or says why not (yet). */
  redeem(tenantId: string, form: URLSearchParams, now: number): DeviceSignIn | Refusal {
    const text = form.get("device_code");
    if (!text) return { code: 900144, detail: "'device_code'." };
    const signIn = this.#signIns.get(text);
    if (signIn === undefined || signIn.tenantId !== tenantId || signIn.verdict === "redeemed") return { code: 70000, detail: "" };
    if (signIn.verdict === "declined") return { code: 70018, detail: "" };
    if (signIn.expiresAt <= now) return { code: 70020, detail: "" };
    if (signIn.verdict === "pending") return { code: 70016, detail: "" };
    signIn.verdict = "redeemed";
    return signIn;
  }
}
