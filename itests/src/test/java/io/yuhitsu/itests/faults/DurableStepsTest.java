package io.yuhitsu.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class DurableStepsTest {
    static final class Two {
        static final DurableStep FIRST = DurableStep.named("area.first");
        static final DurableStep SECOND = DurableStep.named("area.second-one");
    }

    static final class Made {
        DurableStep of(String name) {
            return DurableStep.named("area." + name);
        }
    }

    static final class Again {
        static final DurableStep FIRST = DurableStep.named("area.first");
    }

    static final class Bystander {
        String first() {
            return "area.third".trim();
        }
    }

    private static void read(DurableSteps steps, Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            steps.readClass(in);
        }
    }

    @Test
    void everyStepOfAClassIsFound() throws IOException {
        DurableSteps steps = DurableSteps.none();
        read(steps, Two.class);
        read(steps, Bystander.class);
        assertThat(steps.names()).containsExactly("area.first", "area.second-one");
    }

    @Test
    void aNameThatIsNoConstantIsRefused() {
        assertThatThrownBy(() -> read(DurableSteps.none(), Made.class)).hasMessageContaining("no constant");
    }

    @Test
    void oneNameForTwoStepsIsRefused() throws IOException {
        DurableSteps steps = DurableSteps.none();
        read(steps, Two.class);
        assertThatThrownBy(() -> read(steps, Again.class)).hasMessageContaining("area.first");
    }
}
