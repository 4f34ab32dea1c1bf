import { canonicalName } from "../../provider/qualification/model";

test("a name is recognised in every spelling that the service has used", () => {
  expect(["education", "government_community_cloud", "governmentcommunitycloud", "Tribal"].map(canonicalName)).toEqual([
    "Education",
    "GovernmentCommunityCloud",
    "GovernmentCommunityCloud",
    "Tribal",
  ]);
});
