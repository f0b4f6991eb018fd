package io.yuhitsu.api.job;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;

/** Named settings for a kind of meeting (会議種別). */
public record Profile(TenantId tenant, ProfileId id, ProfileSettings settings) {}
