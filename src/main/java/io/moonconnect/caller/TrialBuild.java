package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.profile.IfBuildProfile;

/**
 * Exists in artifacts that carry the simulator, and only there: open callers and any device address are fine where no
 * money moves. It is decided when the artifact is built, so no configuration can make production take either.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
class TrialBuild {}
