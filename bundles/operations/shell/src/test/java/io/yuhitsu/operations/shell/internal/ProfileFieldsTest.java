package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.job.ProfileSettings;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileFieldsTest {
    private static final ProfileSettings STANDARD = ProfileSettings.standard(ZoneId.of("Asia/Tokyo"));

    @Test
    void aPairChangesItsSettingAlone() throws CommandException {
        ProfileSettings changed =
                ProfileFields.with(STANDARD, List.of("language=ja", "formats=pdf, docx", "company=祐筆=株式会社"));
        assertThat(changed.language()).isEqualTo("ja");
        assertThat(changed.formats()).containsExactly("pdf", "docx");
        assertThat(changed.company()).isEqualTo("祐筆=株式会社");
        assertThat(changed.timeZone()).isEqualTo(STANDARD.timeZone());
        assertThat(changed.targets()).isEqualTo(STANDARD.targets());
    }

    @Test
    void whatIsNoSettingIsRefusedByName() {
        for (String pair : List.of("colour=red", "language", "timeZone=Mars/Base", "language=j_", "approval=maybe")) {
            assertThatThrownBy(() -> ProfileFields.with(STANDARD, List.of(pair)))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.reason().en()).contains(pair, "timeZone"));
        }
    }
}
