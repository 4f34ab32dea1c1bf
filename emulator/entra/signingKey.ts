/**
 * The RSA key that signs every token of every emulator, as a JSON Web Key.
 *
 * It is public on purpose, like the account key of Azurite: it protects nothing, and being the same everywhere it lets a token outlive a restart
 * of the emulator, and start-up not wait for a key to be made. Nothing outside an emulator may ever trust it.
 */
export const signingKey = {
  kty: "RSA",
  n:
    "0cPjYqdOCiTquwga6VeHtI1zYC0uVOaCPU6ZkU0YYA0F_bh_CB0vzPC6Ig-77YNbXlWLZgSDHIysqONMUfhVnyaIy_tzrYVtaIdvOhL7T0anfP" +
    "-SCNCQB685Y34W0ElI4Mu0iLTFdrwPcKdPR8EChkmXHDHST-sflcFAmBLXtS6K8zfjFzlKDOViSsP-NPlOg0H1-k1bM6Q-qazUATWuFzbRYA6n" +
    "JULQ5HysQilcvD4sxrl9KqX4HSLKNRMu5d6jKJZZXcEY3bJgEVv2vDtdxRuf710q6nXCqpjHsnN23tdpqjjs9roKDPVg-V45G9fTvOGxKPt0Qf" +
    "kcBhr-2sFfMQ",
  e: "AQAB",
  d:
    "CcDdN4bWdNfLF0e08qEYhP9nvDLVmup950pajxxB1CN-4hF8TJ0IzjNqQC-xmgVXz_7TxLpUe1UaKR8qeww8NPJ2fV-TfR-9WtUjSZS83S6Ilq" +
    "IOgPzrmYPe-_6OooAp1JP8MLgRD2iGokMRR2GU07gjv9KcOA2TciPidD-6CmlKQTpPxRA8s4mXL3bItIrSg9dZiI9xSQxi9RFm11qD4wynPZ-U" +
    "86vljfm0MJ606-2xXF1NL7LMFiD7uRcBoKiNf2G1Dp0rprAWsBFLuBp6jDKllSjVXWg55WAAwNtfUVKZsKzwzC7qOcFFenApcTMNpMGVvE8ry2" +
    "Ekd_VfulfuAQ",
  p:
    "96a9dqjuz3A6hL3RvQgeaSYoPy1BSr3itvMNUgtOn1NnADldsd_TbuJopuUJgXIWny2hC84HWXVgl7mCUfQTBbJQ9ShlMvwgf0ptxe9sZfCBuo" +
    "NJx8e7We_4e8W8VjAoVbZzsDEGTsG8Vtme4zQ6a0o-_wlBqy7o64pxPhWBdIE",
  q:
    "2NYvslvZoYxzMKHN7U4_LaQEMm3zGvDmg9-shA90J0-6M7a92OrihVL6svGO31-xiVnHucywyLVnhUogq5MfK80_EydUxt9Na5Hbv0-NvhRj-u" +
    "ctvk75DiL0S8S3R_DT6lKw42ACyvftTkfZuY1uKlv5wIUCASWigYCcpxuu0rE",
  dp:
    "HztW_4T0gRKtPppVvhotA6O9RaJmbo-d7OagEm28n5k8Dyos58bLeltxSULvPPTvZ2mwurVj9eM4qEnL5pv6XiiLzy8l_BUR4Bu51lGIgR6gra" +
    "3q-xf0R7Zcxvc79j6ih5S36Et2eS4zm1xcjljC2U8GvNElB_qlgzb1axf5OIE",
  dq:
    "C2Q9Pz6KEW2ig5SMkAIDWa97NPcHxYuQYK84jfuN257ZpmvcT3APlHeGii4clmmdlxyrXHx_cRvuo1cAnmLtSUzQGn5_eq8yjwsro0JXrPu_QO" +
    "gyRAQ8G10EvpJIGrRxPac4ecmKfAVIZ0tpCdF_TyRj25RhRZQnlGwgTrsqlRE",
  qi:
    "ioFsRWfs_J53Z1ZjxkTImoCJ-NixtF9nxOnSxKjhN1ZQjWHQxGNQfPB4vj9aRI-yC76k4098AoKhUA2EhFncfR-4z1PNvXcgLp2pbyLgkaNW2c" +
    "Bo1SzXcG6wD260bjdfrIoIy2y5wVyRIMTkI0EZdfVvbrivZUy9CfWHOhmvlzM",
} as const;

/** The key's name in a token's header (`kid`) and in the key document. */
export const signingKeyId = "emulator-signing-key";
