package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.profile.IfBuildProfile;

/** Present in production artifacts only, whatever the profile at run time. */
@ApplicationScoped
@IfBuildProfile("prod")
class ProductionBuild {}
