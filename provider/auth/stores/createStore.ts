import type { TokenStoreSetting } from "../../config/settings";
import type { Ports } from "../../ports";
import { fileStore } from "./file";
import { keyVaultStore } from "./keyVault";
import { noStore } from "./none";
import type { TokenStore } from "./store";

export function createStore(setting: TokenStoreSetting, ports: Ports): TokenStore {
  switch (setting.kind) {
    case "none":
      return noStore;
    case "file":
      return fileStore(setting.path, ports);
    case "keyvault":
      return keyVaultStore(setting.url);
  }
}
