package io.yuhitsu.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** What the distribution holds, seen from inside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AssemblyIT {
    @Inject
    private BundleContext context;

    @Inject
    @SuppressWarnings("UnusedVariable") // Asked for so that the tests wait for the end of the start.
    private BootFinished booted;

    @Inject
    private ServiceComponentRuntime components;

    @Configuration
    public Option[] distribution() {
        File data = new File("target/exam-data").getAbsoluteFile();
        assertTrue(new File(data, "run").mkdirs() || data.isDirectory());
        return options(
                karafDistributionConfiguration()
                        .frameworkUrl("file:" + System.getProperty("yuhitsu.archive"))
                        .name("yuhitsu")
                        .karafVersion("4.4.10")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                doNotModifyLogConfiguration(),
                systemProperty("org.ops4j.pax.logging.property.file").value("etc/logging.properties"),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                systemProperty("yuhitsu.data").value(data.getPath()),
                systemProperty("org.ops4j.pax.swissbox.tracker.ServiceLookup.DEFAULT_TIMEOUT")
                        .value("180000"),
                editConfigurationFilePut("etc/system.properties", "yuhitsu.home", "${karaf.home}"),
                editConfigurationFilePut("etc/custom.properties", "felix.fileinstall.dir", "${karaf.etc}"),
                // The bundles of Pax Exam come from Maven's folder; the distribution itself looks nowhere else.
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "${karaf.home.uri}system@id=system@snapshots,"
                                + new File(System.getProperty("yuhitsu.repository")).toURI() + "@id=maven"),
                vmOptions("-Xmx512m"));
    }

    @Test
    public void everyBundleIsActive() {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (!fragment && bundle.getState() != Bundle.ACTIVE) {
                idle.add(bundle + " " + bundle.getState());
            }
        }
        assertEquals(List.of(), idle);
    }

    @Test
    public void everyComponentHasWhatItNeeds() {
        List<String> waiting = new ArrayList<>();
        components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.bundle.symbolicName.startsWith("io.yuhitsu"))
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(configuration ->
                        (configuration.state & (ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE))
                                == 0)
                .forEach(configuration -> waiting.add(
                        configuration.description.name + " " + List.of(configuration.unsatisfiedReferences)));
        assertEquals(List.of(), waiting);
    }
}
