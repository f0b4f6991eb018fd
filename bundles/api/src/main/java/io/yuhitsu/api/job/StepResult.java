package io.yuhitsu.api.job;

import java.util.List;

/** All that a step leaves behind; replaces what an earlier try of the same step and version left. */
public record StepResult(List<Artifact> artifacts) {
    public StepResult {
        artifacts = List.copyOf(artifacts);
    }
}
