package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.profile.IfBuildProfile;

/**
 * Present only in builds with the simulator, where no real money is involved; permits open callers and any device
 * address. Decided at build time, so that no configuration can permit them in production.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
class TrialBuild {}
