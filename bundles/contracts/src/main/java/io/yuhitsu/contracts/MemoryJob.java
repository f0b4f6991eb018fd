package io.yuhitsu.contracts;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.Lease;
import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.NewJob;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Segment;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The row of a job and what hangs on it. */
final class MemoryJob {
    final NewJob made;
    final Instant receivedAt;
    final Map<Integer, Map<Stage, List<Artifact>>> artifacts = new HashMap<>();
    final Map<Integer, Map<String, TreeMap<Integer, Segment>>> segments = new HashMap<>();
    final List<JobEvent> log = new ArrayList<>();
    ProfileSettings settings;
    int version = 1;
    Stage stage = Stage.TRANSCRIBE;
    State state = State.READY;
    WaitFor waitFor;
    Instant notBefore;
    int attempts;
    int childDeaths;
    Message reason;
    double progress;
    boolean resultStored;
    String token;
    LeaseOwner owner;
    Instant leaseUntil;
    Instant changedAt;

    MemoryJob(NewJob made, Instant now) {
        this.made = made;
        this.receivedAt = now;
        this.changedAt = now;
        this.settings = made.settings();
    }

    JobId id() {
        return made.id();
    }

    boolean holds(Lease lease) {
        return state == State.RUNNING && lease.token().equals(token);
    }

    Map<Stage, List<Artifact>> artifacts(int ofVersion) {
        return artifacts.computeIfAbsent(ofVersion, v -> new TreeMap<>());
    }

    /** Every change of state goes through here, so that nothing of the state before is left. */
    void become(Stage newStage, State newState, Instant now) {
        if (newStage != stage) {
            attempts = 0;
            childDeaths = 0;
            progress = newStage == Stage.DONE ? 1 : 0;
            resultStored = false;
        }
        stage = newStage;
        state = newState;
        waitFor = null;
        notBefore = null;
        reason = null;
        token = null;
        owner = null;
        leaseUntil = null;
        changedAt = now;
    }

    void dropResult() {
        resultStored = false;
        artifacts(version).remove(stage);
    }

    /** READY in its stage as if it had never been tried. */
    void startOver(Instant now) {
        become(stage, State.READY, now);
        attempts = 0;
        childDeaths = 0;
        dropResult();
    }

    Job view(int rank) {
        return new Job(
                made.id(),
                made.tenant(),
                made.profile(),
                made.recording(),
                made.facts(),
                settings,
                version,
                stage,
                state,
                waitFor,
                notBefore,
                attempts,
                reason,
                progress,
                rank,
                receivedAt,
                changedAt);
    }
}
