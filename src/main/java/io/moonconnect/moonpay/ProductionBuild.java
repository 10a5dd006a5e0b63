package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.profile.IfBuildProfile;

/** Exists in production artifacts only, whatever profile is claimed when one runs. */
@ApplicationScoped
@IfBuildProfile("prod")
class ProductionBuild {}
