package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Catalogue;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every tool there is, in the order in which they are listed. */
@Configuration(proxyBeanMethods = false)
public class Tools {

    public static final List<Class<? extends Record>> ALL = List.of(
            HealthSummary.class,
            WhoAmI.class,
            ListWorkflows.class,
            GetWorkflow.class,
            CreateWorkflow.class,
            PatchWorkflow.class,
            ValidateWorkflow.class,
            PublishVersion.class,
            ExecuteCommand.class,
            ListWorkflowRuns.class,
            GetRunSummary.class,
            ListTenantRuns.class,
            ListRunEvents.class,
            GetRunContext.class,
            ListPendingTasks.class,
            ListPendingTasksOfRun.class,
            CompleteTask.class,
            LiveRuns.class,
            SuccessRate.class,
            CreditsConsumed.class,
            RunsTimeseries.class,
            UsageTimeseries.class,
            CatalogRequest.class,
            StreamWebsocket.class,
            ListSecrets.class,
            ReadSecret.class,
            WriteSecret.class,
            ListPats.class,
            RevokePat.class,
            CreatePat.class,
            RevealPat.class,
            GuidedStart.class,
            GuidedAdvance.class,
            GuidedStatus.class,
            GuidedGetStep.class,
            GuidedRepair.class,
            HostedWorkflowList.class,
            HostedWorkflowGet.class,
            HostedWorkflowCreate.class,
            HostedWorkflowUpdate.class,
            HostedWorkflowDelete.class,
            HostedStepGet.class,
            HostedStepUpdate.class,
            HostedRunList.class,
            HostedRunGet.class,
            HostedOverview.class,
            HostedRecentRuns.class,
            HostedSteps.class);

    @Bean
    Catalogue catalogue() {
        return Catalogue.of(ALL);
    }
}
