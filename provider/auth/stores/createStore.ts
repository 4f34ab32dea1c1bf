import type { TokenStoreSetting } from "../../config/settings";
import { fileStore } from "./file";
import { type KeyVaultWorld, keyVaultStore } from "./keyVault";
import { noStore } from "./none";
import type { TokenStore } from "./store";

export function createStore(setting: TokenStoreSetting, world: KeyVaultWorld): TokenStore {
  switch (setting.kind) {
    case "none":
      return noStore;
    case "file":
      return fileStore(setting.path, world.ports);
    case "keyvault":
      return keyVaultStore(setting.url, world);
  }
}
