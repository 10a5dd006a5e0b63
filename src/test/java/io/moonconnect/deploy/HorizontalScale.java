package io.moonconnect.deploy;

import java.util.List;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;

/** How many replicas there are: by the autoscaler where there is one, else as the deployment says. */
record HorizontalScale(int min, int max) {

    static HorizontalScale of(Manifests manifests) {
        List<HorizontalPodAutoscaler> autoscalers = manifests.all(HorizontalPodAutoscaler.class);
        Integer replicas = manifests.only(Deployment.class).getSpec().getReplicas();
        if (autoscalers.isEmpty()) {
            return new HorizontalScale(replicas, replicas);
        }
        if (replicas != null) {
            throw new AssertionError("an autoscaler and a fixed number of replicas");
        }
        var spec = manifests.only(HorizontalPodAutoscaler.class).getSpec();
        return new HorizontalScale(spec.getMinReplicas(), spec.getMaxReplicas());
    }
}
