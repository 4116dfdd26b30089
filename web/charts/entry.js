// The parts of Apache ECharts that the page draws with, and no others: the SVG renderer, whose output the policy of the
// page allows, and the few charts and components that the options of package chart name.
import { init, use } from "echarts/core";
import { BarChart, HeatmapChart, LineChart, PieChart } from "echarts/charts";
import {
  AriaComponent, GridComponent, LegendPlainComponent, MarkLineComponent, TooltipComponent, VisualMapContinuousComponent,
} from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([
  SVGRenderer, BarChart, HeatmapChart, LineChart, PieChart, AriaComponent, GridComponent, LegendPlainComponent,
  MarkLineComponent, TooltipComponent, VisualMapContinuousComponent,
]);
export { init };
